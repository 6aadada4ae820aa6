import type { OrderSummary } from '@haat/contracts/http/order.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { DataTable, RowButton } from '@/shared/ui/data-table.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';

interface AllOrdersTableProps {
  readonly orders: readonly OrderSummary[];
  readonly onOpen: (id: string) => void;
}

export function AllOrdersTable({ orders, onOpen }: AllOrdersTableProps) {
  return (
    <DataTable
      rows={orders}
      keyOf={(order) => order.id}
      columns={[
        {
          head: 'Order',
          className: 'whitespace-nowrap',
          cell: (order) => (
            <RowButton className="figures" onOpen={() => onOpen(order.id)}>
              {order.number}
            </RowButton>
          ),
        },
        {
          head: 'Placed',
          className: 'whitespace-nowrap',
          hide: 'max-md:hidden',
          cell: (order) => formatDateTime(order.placedAt),
        },
        {
          head: 'Buyer',
          className: 'max-w-64 truncate',
          hide: 'max-md:hidden',
          cell: (order) => order.email,
        },
        {
          head: 'Total',
          figures: true,
          className: 'font-semibold',
          cell: (order) => formatMoney(order.total),
        },
        { head: 'Status', className: 'max-md:pl-0', cell: (order) => <StatusBadge status={order.status} /> },
      ]}
    />
  );
}
