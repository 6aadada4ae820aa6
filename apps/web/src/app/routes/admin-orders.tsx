import type { OrderStatus } from '@haat/contracts/http/order.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { allOrdersQuery } from '@/features/admin-orders/api/list-all-orders.ts';
import { AdminOrderPanel } from '@/features/admin-orders/components/admin-order-panel.tsx';
import { AllOrdersTable } from '@/features/admin-orders/components/all-orders-table.tsx';
import { useSearchWords, useTitle } from '@/shared/lib/page.ts';
import { FilterSelect, SearchInput } from '@/shared/ui/filters.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { statusWord } from '@/shared/ui/status-badge.tsx';

const route = getRouteApi('/admin/orders');
const STATUSES: readonly OrderStatus[] = ['placed', 'pending_payment', 'confirmed', 'cancelled'];

export function AdminOrdersPage() {
  useTitle('Orders, admin console');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = STATUSES.find((candidate) => candidate === search.status);
  const { typed, type, words } = useSearchWords(
    search.q,
    (q) =>
      void navigate({
        search: ({ q: _, ...rest }) => ({ ...rest, ...q }),
        replace: true,
        resetScroll: false,
      }),
  );
  const filter = { ...(words ? { q: words } : {}), ...(status ? { status } : {}) };
  const query = useInfiniteQuery(allOrdersQuery(filter));
  const open = (id: string | undefined) =>
    void navigate({
      search: ({ open: _, ...rest }) => ({ ...rest, ...(id ? { open: id } : {}) }),
      resetScroll: false,
    });
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Orders</h1>
      <div className="flex flex-wrap gap-3">
        <SearchInput
          label="Search orders"
          placeholder="Order number or e-mail"
          className="min-w-56 flex-1 sm:max-w-sm"
          value={typed}
          onType={type}
        />
        <FilterSelect
          label="Status"
          value={status ?? ''}
          onChoose={(next) =>
            void navigate({
              search: ({ status: _, ...rest }) => ({ ...rest, ...(next ? { status: next } : {}) }),
            })
          }
        >
          <option value="">Every status</option>
          {STATUSES.map((candidate) => (
            <option key={candidate} value={candidate}>
              {statusWord(candidate)}
            </option>
          ))}
        </FilterSelect>
      </div>
      <PagedList
        query={query}
        what="orders"
        placeholder="h-12"
        more="Older orders"
        empty={<EmptyState title="No order fits">Try another number, address or status.</EmptyState>}
      >
        {(orders) => <AllOrdersTable orders={orders} onOpen={open} />}
      </PagedList>
      {search.open ? (
        <AdminOrderPanel key={search.open} id={search.open} onClose={() => open(undefined)} />
      ) : null}
    </div>
  );
}
