import type { SellerOrder } from '@haat/contracts/http/order.ts';
import { dayWords, formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';

interface OrderTableProps {
  readonly orders: readonly SellerOrder[];
  readonly onOpen: (id: string) => void;
}

const itemsOf = (order: SellerOrder): string => {
  // What was cancelled is not to be packed; of an order that was cancelled, all of it was.
  const open = order.lines.filter((line) => line.cancelled < line.quantity);
  const lines = open.length > 0 ? open : order.lines;
  const left = lines.reduce((sum, line) => sum + line.quantity - line.cancelled, 0);
  const units = left > 0 ? left : lines.reduce((sum, line) => sum + line.quantity, 0);
  const first = lines[0]?.title ?? '';
  return lines.length > 1 ? `${units} items: ${first} and more` : units > 1 ? `${units} × ${first}` : first;
};
const due = (order: SellerOrder): string =>
  order.status === 'to_pack' || order.status === 'packed'
    ? `Hand over ${dayWords(order.dispatchBy, new Date())}`
    : '';

/** A table where there is room; the same rows as cards on a phone. */
export function OrderTable({ orders, onOpen }: OrderTableProps) {
  return (
    <>
      <div className="card overflow-x-auto max-md:hidden">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line bg-sunk text-left">
              <th className="px-4 py-2.5 font-semibold">Order</th>
              <th className="px-4 py-2.5 font-semibold">Items</th>
              <th className="px-4 py-2.5 font-semibold">Ship to</th>
              <th className="px-4 py-2.5 font-semibold">Due</th>
              <th className="px-4 py-2.5 text-right font-semibold">Total</th>
              <th className="px-4 py-2.5 font-semibold">State</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr
                key={order.id}
                className="relative border-b border-line last:border-0 focus-within:bg-indigo-wash hover:bg-sunk"
              >
                <td className="px-4 py-3 whitespace-nowrap">
                  <button
                    type="button"
                    className="figures font-semibold text-indigo after:absolute after:inset-0"
                    onClick={() => onOpen(order.id)}
                  >
                    {order.number}
                  </button>
                  <span className="block text-xs text-muted">{formatDate(order.placedAt)}</span>
                </td>
                <td className="max-w-72 truncate px-4 py-3">{itemsOf(order)}</td>
                <td className="px-4 py-3 whitespace-nowrap">
                  {order.address.city}, {order.address.region}
                </td>
                <td className="px-4 py-3 whitespace-nowrap">{due(order)}</td>
                <td className="figures px-4 py-3 text-right font-semibold">
                  {formatMoney(order.totals.total)}
                </td>
                <td className="px-4 py-3">
                  <StatusBadge status={order.status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="grid gap-2.5 md:hidden">
        {orders.map((order) => (
          <li key={order.id} className="card relative grid gap-1.5 p-4">
            <div className="flex items-center justify-between gap-3">
              <button
                type="button"
                className="figures min-h-11 font-semibold text-indigo after:absolute after:inset-0"
                onClick={() => onOpen(order.id)}
              >
                {order.number}
              </button>
              <StatusBadge status={order.status} />
            </div>
            <p className="line-clamp-2 text-sm">{itemsOf(order)}</p>
            <p className="figures flex justify-between text-sm text-muted">
              <span>{due(order) || formatDate(order.placedAt)}</span>
              <strong className="text-text">{formatMoney(order.totals.total)}</strong>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
