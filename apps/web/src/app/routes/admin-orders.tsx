import type { OrderStatus } from '@haat/contracts/http/order.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { allOrdersQuery } from '@/features/admin-orders/api/list-all-orders.ts';
import { AdminOrderPanel } from '@/features/admin-orders/components/admin-order-panel.tsx';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useSettled, useTitle } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge, statusWord } from '@/shared/ui/status-badge.tsx';

const route = getRouteApi('/admin/orders');
const STATUSES: readonly OrderStatus[] = ['placed', 'pending_payment', 'confirmed', 'cancelled'];

export function AdminOrdersPage() {
  useTitle('Orders, admin console');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = STATUSES.find((candidate) => candidate === search.status);
  const [text, setText] = useState(search.q ?? '');
  const settled = useSettled(text.trim(), 250);
  const filter = { ...(settled ? { q: settled } : {}), ...(status ? { status } : {}) };
  useEffect(() => {
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(settled ? { q: settled } : {}) }),
      replace: true,
      resetScroll: false,
    });
  }, [settled, navigate]);
  const query = useInfiniteQuery(allOrdersQuery(filter));
  const orders = query.data?.pages.flatMap((page) => page.items);
  const open = (id: string | undefined) =>
    void navigate({
      search: ({ open: _, ...rest }) => ({ ...rest, ...(id ? { open: id } : {}) }),
      resetScroll: false,
    });
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Orders</h1>
      <div className="flex flex-wrap gap-3">
        <input
          type="search"
          aria-label="Search orders"
          placeholder="Order number or e-mail"
          className="min-h-11 min-w-0 flex-1 rounded-md border border-line-strong/70 bg-paper px-3.5 sm:max-w-sm"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          aria-label="Status"
          className="min-h-11 rounded-md border border-line-strong/70 bg-paper px-3"
          value={status ?? ''}
          onChange={(event) => {
            const next = event.target.value;
            void navigate({
              search: ({ status: _, ...rest }) => ({ ...rest, ...(next ? { status: next } : {}) }),
            });
          }}
        >
          <option value="">Every status</option>
          {STATUSES.map((candidate) => (
            <option key={candidate} value={candidate}>
              {statusWord(candidate)}
            </option>
          ))}
        </select>
      </div>
      {query.error && !orders ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !orders ? (
        <Loading what="orders" className="grid gap-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-12" />
          ))}
        </Loading>
      ) : orders.length === 0 ? (
        <EmptyState title="No order fits">Try another number, address or status.</EmptyState>
      ) : (
        <div className="card overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line bg-sunk text-left">
                <th className="px-4 py-2.5 font-semibold">Order</th>
                <th className="px-4 py-2.5 font-semibold max-md:hidden">Placed</th>
                <th className="px-4 py-2.5 font-semibold max-md:hidden">Buyer</th>
                <th className="px-4 py-2.5 text-right font-semibold">Total</th>
                <th className="px-4 py-2.5 font-semibold">Status</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr
                  key={order.id}
                  className="relative border-b border-line last:border-0 focus-within:bg-indigo-wash hover:bg-sunk"
                >
                  <td className="px-4 whitespace-nowrap">
                    <button
                      type="button"
                      className="figures min-h-11 font-semibold text-indigo after:absolute after:inset-0"
                      onClick={() => open(order.id)}
                    >
                      {order.number}
                    </button>
                  </td>
                  <td className="px-4 whitespace-nowrap max-md:hidden">{formatDateTime(order.placedAt)}</td>
                  <td className="max-w-64 truncate px-4 max-md:hidden">{order.email}</td>
                  <td className="figures px-4 text-right font-semibold">{formatMoney(order.total)}</td>
                  <td className="px-4">
                    <StatusBadge status={order.status} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older orders
        </Button>
      ) : null}
      {search.open ? (
        <AdminOrderPanel key={search.open} id={search.open} onClose={() => open(undefined)} />
      ) : null}
    </div>
  );
}
