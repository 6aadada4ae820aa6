import { useQuery } from '@tanstack/react-query';
import { storesQuery } from '@/features/stores/api/list-stores.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StoreCard } from '@/shared/ui/store-card.tsx';

export function ShopsPage() {
  useTitle('Shops');
  const { data, error, refetch } = useQuery(storesQuery);
  return (
    <div className="wrap-page pt-10">
      <h1 className="text-2xl">Shops</h1>
      <p className="mt-1 text-muted">Everyone who has a stall on the market.</p>
      <h2 className="sr-only">All shops</h2>
      <div className="mt-6">
        {error && !data ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : data?.length === 0 ? (
          <EmptyState title="No shop is open yet">
            Come back soon: the first stalls are being set up.
          </EmptyState>
        ) : data ? (
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {data.map((store) => (
              <li key={store.id}>
                <StoreCard store={store} />
              </li>
            ))}
          </ul>
        ) : (
          <Loading what="shops" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
              <Skeleton key={key} className="h-44" />
            ))}
          </Loading>
        )}
      </div>
    </div>
  );
}
