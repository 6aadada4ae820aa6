import type { SellerOrder } from '@haat/contracts/http/order.ts';
import { dayWords, formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { DataTable, RowButton, RowCard } from '@/shared/ui/data-table.tsx';
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
      <DataTable
        className="max-md:hidden"
        rows={orders}
        keyOf={(order) => order.id}
        columns={[
          {
            head: 'Order',
            className: 'whitespace-nowrap',
            cell: (order) => (
              <>
                <RowButton className="figures" onOpen={() => onOpen(order.id)}>
                  {order.number}
                </RowButton>
                <span className="block text-xs text-muted">{formatDate(order.placedAt)}</span>
              </>
            ),
          },
          { head: 'Items', className: 'max-w-72 truncate', cell: itemsOf },
          {
            head: 'Ship to',
            className: 'whitespace-nowrap',
            cell: ({ address }) => `${address.city}, ${address.region}`,
          },
          { head: 'Due', className: 'whitespace-nowrap', cell: due },
          {
            head: 'Total',
            figures: true,
            className: 'font-semibold',
            cell: (order) => formatMoney(order.totals.total),
          },
          { head: 'State', cell: (order) => <StatusBadge status={order.status} /> },
        ]}
      />
      <ul className="grid gap-2.5 md:hidden">
        {orders.map((order) => (
          <RowCard
            key={order.id}
            number={order.number}
            status={order.status}
            text={itemsOf(order)}
            note={due(order) || formatDate(order.placedAt)}
            total={formatMoney(order.totals.total)}
            onOpen={() => onOpen(order.id)}
          />
        ))}
      </ul>
    </>
  );
}
