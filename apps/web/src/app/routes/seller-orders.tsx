import type { SellerOrderStatus } from '@haat/contracts/http/order.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sellerOrdersQuery } from '@/features/fulfilment/api/list-seller-orders.ts';
import { OrderPanel } from '@/features/fulfilment/components/order-panel.tsx';
import { OrderTable } from '@/features/fulfilment/components/order-table.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { TabLink, Tabs } from '@/shared/ui/tabs.tsx';

const route = getRouteApi('/seller/orders');

const TABS = [
  ['to_pack', 'New'],
  ['packed', 'Packed'],
  ['shipped', 'Shipped'],
  ['delivered', 'Delivered'],
  ['cancelled', 'Cancelled'],
] as const satisfies readonly (readonly [SellerOrderStatus, string])[];

const EMPTY = {
  to_pack: 'No new orders. They show up here by themselves.',
  packed: 'Nothing waits for the carrier.',
  shipped: 'Nothing is on its way.',
  delivered: 'Nothing has been delivered yet.',
  cancelled: 'No order was cancelled.',
};

export function SellerOrdersPage() {
  useTitle('Orders, seller portal');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = TABS.find(([candidate]) => candidate === search.status)?.[0] ?? 'to_pack';
  const query = useInfiniteQuery(sellerOrdersQuery(status));
  const all = useInfiniteQuery(sellerOrdersQuery(undefined));
  const listed = query.data?.pages.flatMap((page) => page.items).find(({ id }) => id === search.open);
  const counts = query.data?.pages[0]?.counts ?? all.data?.pages[0]?.counts ?? {};
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">Orders</h1>
      <Tabs label="Order states">
        {TABS.map(([tab, label]) => (
          <TabLink
            key={tab}
            to="/seller/orders"
            search={{ status: tab }}
            current={tab === status}
            count={counts[tab] ?? 0}
          >
            {label}
          </TabLink>
        ))}
      </Tabs>
      <PagedList
        query={query}
        what="orders"
        placeholder="h-14"
        more="Older orders"
        empty={
          <EmptyState
            title="Nothing here"
            action={
              status === 'to_pack' && counts.packed ? (
                <Link to="/seller/orders" search={{ status: 'packed' }} className={buttonStyle()}>
                  {counts.packed === 1
                    ? '1 parcel waits for the carrier'
                    : `${counts.packed} parcels wait for the carrier`}
                </Link>
              ) : null
            }
          >
            {EMPTY[status]}
          </EmptyState>
        }
      >
        {(orders) => (
          <OrderTable
            orders={orders}
            onOpen={(open) => void navigate({ search: { status, open }, resetScroll: false })}
          />
        )}
      </PagedList>
      {search.open ? (
        <OrderPanel
          key={search.open}
          id={search.open}
          listed={listed}
          onClose={() => void navigate({ search: { status }, resetScroll: false })}
        />
      ) : null}
    </div>
  );
}
