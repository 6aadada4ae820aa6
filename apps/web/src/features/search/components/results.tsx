import type { ProductCard } from '@haat/contracts/http/search.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { formatWhole } from '@/shared/lib/money.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { NextPage } from '@/shared/ui/paged-list.tsx';
import { ProductGrid, ProductGridSkeleton } from '@/shared/ui/product-card.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { EmptyState, ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { searchQuery } from '../api/search-products.ts';
import {
  readBrands,
  readSearchParams,
  type SearchParams,
  SORTS,
  toggleBrand,
  without,
} from '../search-params.ts';
import { Facets } from './facets.tsx';

interface ResultsProps {
  readonly params: SearchParams;
  /** What the page's path fixes: no chip and no facet for it. */
  readonly fixed?: readonly ('category' | 'seller')[];
  readonly onChange: (params: SearchParams) => void;
  readonly action: (card: ProductCard) => ReactNode;
  readonly corner: (card: ProductCard) => ReactNode;
  readonly heading: ReactNode;
}

const COLUMNS = 'grid grid-cols-2 gap-3 sm:gap-4 md:grid-cols-3 xl:grid-cols-4';

export function Results({ params, fixed = [], onChange, action, corner, heading }: ResultsProps) {
  const query = useInfiniteQuery(searchQuery(params));
  const [sheet, setSheet] = useState(false);
  const first = query.data?.pages[0];
  const cards = query.data?.pages.flatMap((page) => page.items) ?? [];
  const currency = cards[0]?.price.currency ?? 'USD';
  const chips = chipsOf(params, fixed, first?.facets?.categories ?? [], currency);
  const facets = first?.facets ? (
    <Facets facets={first.facets} params={params} currency={currency} onChange={onChange} fixed={fixed} />
  ) : null;

  return (
    <div className="wrap-page grid gap-x-8 pt-9 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <aside aria-label="Filters" className="max-lg:hidden">
        <div className="sticky top-36 -ml-1 max-h-[calc(100dvh-10rem)] overflow-y-auto pr-2 pb-6 pl-1">
          {facets ?? (query.error ? null : <FacetSkeleton />)}
        </div>
      </aside>
      <div className="min-w-0">
        {heading}
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <p role="status" className="text-sm text-muted">
            {first
              ? `${first.total.toLocaleString('en-US')} ${first.total === 1 ? 'product' : 'products'}`
              : 'Searching'}
          </p>
          <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
            <Button size="sm" className="lg:hidden" onClick={() => setSheet(true)}>
              <SlidersHorizontal aria-hidden="true" className="size-4" />
              Filters
            </Button>
            <label className="flex items-center gap-2 text-sm">
              <span className="max-sm:sr-only">Sort by</span>
              <select
                className="tap rounded-md border border-line-strong/60 bg-paper px-2.5 text-sm font-semibold"
                value={params.sort ?? 'relevance'}
                onChange={(event) => onChange(readSearchParams({ ...params, sort: event.target.value }))}
              >
                {SORTS.map(([sort, label]) => (
                  <option key={sort} value={sort}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
        {chips.length > 0 ? (
          <ul aria-label="Chosen filters" className="mt-3 flex flex-wrap gap-2">
            {chips.map(({ label, next }) => (
              <li key={label}>
                <button
                  type="button"
                  aria-label={`Remove filter ${label}`}
                  className="tap inline-flex items-center gap-1.5 rounded-full border border-line-strong/50 bg-indigo-wash px-3.5 text-sm font-medium hover:border-line-strong"
                  onClick={() => onChange(next)}
                >
                  {label}
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              </li>
            ))}
            {chips.length > 1 ? (
              <li>
                <Button
                  tone="ghost"
                  size="sm"
                  onClick={() =>
                    onChange(
                      readSearchParams({
                        q: params.q,
                        sort: params.sort,
                        category: fixed.includes('category') ? params.category : undefined,
                        seller: fixed.includes('seller') ? params.seller : undefined,
                      }),
                    )
                  }
                >
                  Clear all
                </Button>
              </li>
            ) : null}
          </ul>
        ) : null}
        {first?.correctedQuery ? (
          <Note className="mt-4">
            Nothing matched “{params.q}”. Showing results for <strong>{first.correctedQuery}</strong>.
          </Note>
        ) : null}
        <section aria-label="Results" className="mt-4" aria-busy={query.isFetching}>
          <h2 className="sr-only">Results</h2>
          {query.isPending ? (
            <ProductGridSkeleton columns={COLUMNS} />
          ) : query.error && cards.length === 0 ? (
            <ErrorState
              error={query.error}
              title="The search did not work"
              onRetry={() => void query.refetch()}
            />
          ) : cards.length === 0 ? (
            <NothingFound params={params} chips={chips.length} onChange={onChange} fixed={fixed} />
          ) : (
            <div className={query.isPlaceholderData ? 'opacity-60 transition-opacity duration-150' : ''}>
              <ProductGrid cards={cards} action={action} corner={corner} columns={COLUMNS} eagerCount={4} />
            </div>
          )}
          {cards.length > 0 ? (
            <div className="mt-8 grid">
              <NextPage query={query} more="Show more" total={first?.total} />
            </div>
          ) : null}
        </section>
      </div>
      <Sheet
        open={sheet}
        onOpenChange={setSheet}
        title="Filters"
        footer={
          <Button tone="primary" wide onClick={() => setSheet(false)}>
            Show {first?.total.toLocaleString('en-US') ?? ''} products
          </Button>
        }
      >
        {facets ?? <FacetSkeleton />}
      </Sheet>
    </div>
  );
}

interface Chip {
  readonly label: string;
  readonly next: SearchParams;
}

function chipsOf(
  params: SearchParams,
  fixed: readonly string[],
  categories: readonly { id: string; name: string }[],
  currency: string,
): Chip[] {
  const chips: Chip[] = [];
  if (params.category && !fixed.includes('category')) {
    const name = categories.find(({ id }) => id === params.category)?.name ?? params.category;
    chips.push({ label: name, next: without(params, 'category') });
  }
  if (params.seller && !fixed.includes('seller')) {
    chips.push({ label: `Shop: ${params.seller}`, next: without(params, 'seller') });
  }
  for (const brand of readBrands(params.brand))
    chips.push({ label: brand, next: toggleBrand(params, brand) });
  if (params.priceMin !== undefined || params.priceMax !== undefined) {
    const from = formatWhole({ amount: params.priceMin ?? 0, currency });
    const label =
      params.priceMax === undefined
        ? `${from} and more`
        : `${from} to ${formatWhole({ amount: params.priceMax, currency })}`;
    chips.push({ label, next: without(params, 'priceMin', 'priceMax') });
  }
  if (params.minRating) {
    chips.push({ label: `${params.minRating} stars and up`, next: without(params, 'minRating') });
  }
  if (params.inStock) chips.push({ label: 'In stock', next: without(params, 'inStock') });
  return chips;
}

function NothingFound({
  params,
  chips,
  onChange,
  fixed,
}: Pick<ResultsProps, 'params' | 'onChange'> & {
  readonly chips: number;
  readonly fixed: readonly string[];
}) {
  return (
    <EmptyState
      title={params.q ? `Nothing found for “${params.q}”` : 'Nothing here'}
      action={
        <>
          {chips > 0 ? (
            <Button
              tone="primary"
              onClick={() =>
                onChange(
                  readSearchParams({
                    q: params.q,
                    category: fixed.includes('category') ? params.category : undefined,
                    seller: fixed.includes('seller') ? params.seller : undefined,
                  }),
                )
              }
            >
              Remove all filters
            </Button>
          ) : null}
          <Link to="/search" className={buttonStyle()}>
            See everything
          </Link>
        </>
      }
    >
      Check the spelling, use fewer or more general words, or remove a filter.
    </EmptyState>
  );
}

function FacetSkeleton() {
  return (
    <Loading what="filters" className="grid gap-3">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((key) => (
        <Skeleton key={key} className="h-6" />
      ))}
    </Loading>
  );
}
