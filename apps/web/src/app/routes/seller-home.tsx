import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheck } from 'lucide-react';
import { overviewQuery } from '@/features/analytics/api/get-overview.ts';
import { OverviewPanel, OverviewSkeleton } from '@/features/analytics/components/overview-panel.tsx';
import { sellerOrdersQuery } from '@/features/fulfilment/api/list-seller-orders.ts';
import { stockQuery } from '@/features/inventory/api/list-stock.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';

const TO_DO = 'flex min-h-13 items-center gap-3 px-4 font-medium hover:bg-sunk';

export function SellerHomePage() {
  useTitle('Seller portal');
  const session = useSession();
  const counts = session.status === 'user' && mayUse(session.user, 'analytics.read');
  const overview = useQuery({ ...overviewQuery('seller', 30), enabled: counts });
  return (
    <div className="grid max-w-5xl gap-6">
      <h1 className="text-xl">Today</h1>
      <ToDos />
      {!counts ? null : overview.data ? (
        <OverviewPanel overview={overview.data} />
      ) : overview.error ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </div>
  );
}

function ToDos() {
  const orders = useInfiniteQuery(sellerOrdersQuery(undefined));
  const session = useSession();
  const stock = useInfiniteQuery({
    ...stockQuery,
    enabled: session.status === 'user' && mayUse(session.user, 'stock.read'),
  });
  const counts = orders.data?.pages[0]?.counts;
  if (!counts) {
    return orders.error ? (
      <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />
    ) : (
      <Loading what="what is to be done">
        <Skeleton className="h-28" />
      </Loading>
    );
  }
  const items = stock.data?.pages.flatMap((page) => page.items) ?? [];
  const low = items.filter((item) => item.availability !== 'in_stock').length;
  const toPack = counts.to_pack ?? 0;
  const packed = counts.packed ?? 0;
  return (
    <section aria-label="To do" className="card divide-y divide-line overflow-hidden">
      {toPack > 0 ? (
        <Link to="/seller/orders" search={{ status: 'to_pack' }} className={TO_DO}>
          <ToDo count={toPack}>{toPack === 1 ? 'order to pack' : 'orders to pack'}</ToDo>
        </Link>
      ) : null}
      {packed > 0 ? (
        <Link to="/seller/orders" search={{ status: 'packed' }} className={TO_DO}>
          <ToDo count={packed}>{packed === 1 ? 'parcel for the carrier' : 'parcels for the carrier'}</ToDo>
        </Link>
      ) : null}
      {low > 0 ? (
        <Link to="/seller/inventory" className={TO_DO}>
          <ToDo count={low}>{low === 1 ? 'item is low or sold out' : 'items are low or sold out'}</ToDo>
        </Link>
      ) : null}
      {toPack + packed + low === 0 ? (
        <p className="flex items-center gap-3 p-4 text-muted">
          <CircleCheck aria-hidden="true" className="size-5 text-leaf" />
          Everything is done. New orders show up here by themselves.
        </p>
      ) : null}
    </section>
  );
}

const ToDo = ({ count, children }: { readonly count: number; readonly children: string }) => (
  <>
    <span className="figures min-w-8 text-lg font-bold">{count}</span>
    <span className="flex-1">{children}</span>
    <ChevronRight aria-hidden="true" className="size-4 text-muted" />
  </>
);
