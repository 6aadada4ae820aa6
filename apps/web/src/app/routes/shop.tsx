import type { Shop } from '@haat/contracts/http/seller.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { Results } from '@/features/search/components/results.tsx';
import { readSearchParams, without } from '@/features/search/search-params.ts';
import { SellerReviews } from '@/features/seller-reviews/components/seller-reviews.tsx';
import { ReportShop } from '@/features/shop-reports/components/report-shop.tsx';
import { storeQuery } from '@/features/stores/api/get-store.ts';
import { hasCode } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { SearchInput } from '@/shared/ui/filters.tsx';
import { RatingLine } from '@/shared/ui/rating.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { Awning } from '@/shared/ui/store-card.tsx';
import { TabLink, Tabs } from '@/shared/ui/tabs.tsx';
import { addFromCard, heartOnCard } from './add-card.tsx';
import { NotFoundPage } from './not-found.tsx';

const route = getRouteApi('/storefront/shops/$slug');
const itemsRoute = getRouteApi('/storefront/shops/$slug/');

export function ShopPage() {
  const { slug } = route.useParams();
  const { data: shop, error, refetch } = useQuery(storeQuery(slug));
  const missing = hasCode(error, 'seller.store-not-found', 'http.validation');
  useTitle(missing ? 'Not found' : (shop?.name ?? 'Shop'));
  if (missing) return <NotFoundPage what="shop" />;
  if (error && !shop) {
    return (
      <div className="wrap-page pt-10">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <>
      <div className="bg-paper pt-6">
        <div className="wrap-page grid gap-1.5 py-6 pb-2">
          {shop ? (
            <ShopHead shop={shop} />
          ) : (
            <Loading what="the shop" className="grid gap-2">
              <Skeleton className="h-8 w-64" />
              <Skeleton className="h-5 w-48" />
              <Skeleton className="h-5 w-32" />
              <Skeleton className="h-28 max-w-prose md:h-11" />
              <Skeleton className="h-11 w-72" />
            </Loading>
          )}
        </div>
      </div>
      <Awning slug={slug} />
      <Outlet />
    </>
  );
}

function ShopHead({ shop }: { readonly shop: Shop }) {
  const matches = useMatchRoute();
  const params = { slug: shop.slug };
  return (
    <>
      <h1 className="text-2xl">{shop.name}</h1>
      <p className="text-sm text-muted">
        {shop.city} · on Haat since {formatDate(shop.joinedAt)}
      </p>
      <RatingLine rating={shop.rating} />
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-1">
        <p className="mt-1 max-w-prose whitespace-pre-line">{shop.about}</p>
        <ReportShop shop={shop} />
      </div>
      <Tabs label={`Parts of ${shop.name}`}>
        <TabLink to="/shops/$slug" params={params} current={Boolean(matches({ to: '/shops/$slug', params }))}>
          Products
        </TabLink>
        <TabLink
          to="/shops/$slug/reviews"
          params={params}
          count={shop.rating.count}
          current={Boolean(matches({ to: '/shops/$slug/reviews', params }))}
        >
          Reviews
        </TabLink>
        <TabLink
          to="/shops/$slug/policies"
          params={params}
          current={Boolean(matches({ to: '/shops/$slug/policies', params }))}
        >
          Returns and dispatch
        </TabLink>
      </Tabs>
    </>
  );
}

export function ShopItems() {
  const { slug } = itemsRoute.useParams();
  const search = itemsRoute.useSearch();
  const navigate = itemsRoute.useNavigate();
  return (
    <Results
      params={{ ...search, seller: slug }}
      fixed={['seller']}
      onChange={(next) =>
        void navigate({ to: '/shops/$slug', params: { slug }, search: without(next, 'seller') })
      }
      action={addFromCard}
      corner={heartOnCard}
      heading={
        <SearchInShop
          key={search.q ?? ''}
          words={search.q ?? ''}
          onSearch={(q) =>
            void navigate({
              to: '/shops/$slug',
              params: { slug },
              search: without(readSearchParams({ ...search, q }), 'seller'),
            })
          }
        />
      }
    />
  );
}

interface SearchInShopProps {
  readonly words: string;
  readonly onSearch: (words: string) => void;
}

function SearchInShop({ words, onSearch }: SearchInShopProps) {
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(input.current?.value.trim() ?? '');
  };
  return (
    <search>
      <form className="flex max-w-md gap-2" onSubmit={submit}>
        <SearchInput
          ref={input}
          label="Search in this shop"
          placeholder="Search in this shop"
          defaultValue={words}
          maxLength={200}
        />
        <button type="submit" className="sr-only">
          Search
        </button>
      </form>
    </search>
  );
}

export function ShopReviews() {
  const { slug } = route.useParams();
  const { data: shop } = useQuery(storeQuery(slug));
  return (
    <section aria-labelledby="shop-reviews" className="wrap-page grid gap-6 pt-9">
      <h2 id="shop-reviews" className="text-xl">
        What buyers say
      </h2>
      {shop ? <SellerReviews shop={shop} /> : null}
    </section>
  );
}

export function ShopPolicies() {
  const { slug } = route.useParams();
  const { data: shop } = useQuery(storeQuery(slug));
  if (!shop) return null;
  return (
    <div className="wrap-page grid gap-8 pt-9">
      <Policy
        id="returns"
        title="Returns"
        text={shop.policies.returns}
        otherwise="This shop adds nothing to what Haat promises every buyer."
      />
      <Policy
        id="dispatch"
        title="Dispatch"
        text={shop.policies.dispatch}
        otherwise="Each product says when its parcel leaves."
      />
      <p className="text-sm text-muted">
        Whatever a shop writes,{' '}
        <Link to="/policies" className="link">
          what Haat promises every buyer
        </Link>{' '}
        holds.
      </p>
    </div>
  );
}

interface PolicyProps {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Said where the shop says nothing. */
  readonly otherwise: string;
}

function Policy({ id, title, text, otherwise }: PolicyProps) {
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {text.trim() === '' ? (
        <p className="text-muted">{otherwise}</p>
      ) : (
        <p className="max-w-prose whitespace-pre-line">{text}</p>
      )}
    </section>
  );
}
