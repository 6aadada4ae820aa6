import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Results } from '@/features/search/components/results.tsx';
import { without } from '@/features/search/search-params.ts';
import { storeQuery } from '@/features/stores/api/get-store.ts';
import { hasCode } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { RatingLine } from '@/shared/ui/rating.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { Awning } from '@/shared/ui/store-card.tsx';
import { addFromCard, heartOnCard } from './add-card.tsx';
import { NotFoundPage } from './not-found.tsx';

const route = getRouteApi('/storefront/shops/$slug');

export function ShopPage() {
  const { slug } = route.useParams();
  const params = { ...route.useSearch(), seller: slug };
  const navigate = route.useNavigate();
  const { data: store, error, refetch } = useQuery(storeQuery(slug));
  useTitle(store?.name ?? 'Shop');
  if (hasCode(error, 'seller.store-not-found', 'http.validation')) return <NotFoundPage what="shop" />;
  if (error && !store) {
    return (
      <div className="wrap-page pt-10">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <>
      <div className="bg-paper pt-6">
        <div className="wrap-page grid gap-1.5 py-6">
          {store ? (
            <>
              <h1 className="text-2xl">{store.name}</h1>
              <p className="text-sm text-muted">
                {store.city} · on Haat since {formatDate(store.joinedAt)}
              </p>
              <RatingLine rating={store.rating} />
              <p className="mt-1 max-w-prose">{store.about}</p>
            </>
          ) : (
            <Loading what="the shop" className="grid gap-2">
              <Skeleton className="h-9 w-64" />
              <Skeleton className="h-5 w-48" />
              <Skeleton className="h-16 max-w-prose" />
            </Loading>
          )}
        </div>
      </div>
      <Awning slug={slug} />
      <Results
        params={params}
        fixed={['seller']}
        onChange={(search) =>
          void navigate({ to: '/shops/$slug', params: { slug }, search: without(search, 'seller') })
        }
        action={addFromCard}
        corner={heartOnCard}
        heading={<p className="text-lg font-bold">In this shop</p>}
      />
    </>
  );
}
