import type { Customer } from '@haat/contracts/http/customer.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { DataTable, RowButton } from '@/shared/ui/data-table.tsx';
import { rolesOf } from '../roles-of.ts';

export function CustomerTable({
  customers,
  onOpen,
}: {
  readonly customers: readonly Customer[];
  readonly onOpen: (id: string) => void;
}) {
  return (
    <DataTable
      rows={customers}
      keyOf={(customer) => customer.id}
      columns={[
        {
          head: 'Name',
          className: 'max-w-48',
          cell: (customer) => (
            <RowButton className="block max-w-full truncate" onOpen={() => onOpen(customer.id)}>
              {customer.name}
            </RowButton>
          ),
        },
        {
          head: 'E-mail',
          className: 'max-w-64 truncate',
          hide: 'max-md:hidden',
          cell: (customer) => customer.email,
        },
        {
          head: 'Since',
          className: 'whitespace-nowrap',
          hide: 'max-md:hidden',
          cell: (customer) => formatDateTime(customer.createdAt),
        },
        {
          head: 'Standing',
          cell: (customer) =>
            customer.disabled ? (
              <span className="font-semibold text-brick">Closed</span>
            ) : (
              rolesOf(customer).join(', ')
            ),
        },
      ]}
    />
  );
}
