import type { Customer } from '@haat/contracts/http/customer.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { rolesOf } from '../roles-of.ts';

export function CustomerTable({
  customers,
  onOpen,
}: {
  readonly customers: readonly Customer[];
  readonly onOpen: (id: string) => void;
}) {
  return (
    <div className="card overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line bg-sunk text-left">
            <th className="px-4 py-2.5 font-semibold">Name</th>
            <th className="px-4 py-2.5 font-semibold max-md:hidden">E-mail</th>
            <th className="px-4 py-2.5 font-semibold max-md:hidden">Since</th>
            <th className="px-4 py-2.5 font-semibold">Standing</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr
              key={customer.id}
              className="relative border-b border-line last:border-0 focus-within:bg-indigo-wash hover:bg-sunk"
            >
              <td className="max-w-48 px-4">
                <button
                  type="button"
                  className="min-h-11 max-w-full truncate text-left font-semibold text-indigo after:absolute after:inset-0"
                  onClick={() => onOpen(customer.id)}
                >
                  {customer.name}
                </button>
              </td>
              <td className="max-w-64 truncate px-4 max-md:hidden">{customer.email}</td>
              <td className="px-4 whitespace-nowrap max-md:hidden">{formatDateTime(customer.createdAt)}</td>
              <td className="px-4">
                {customer.disabled ? (
                  <span className="font-semibold text-brick">Closed</span>
                ) : (
                  rolesOf(customer).join(', ')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
