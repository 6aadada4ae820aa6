import type { ProductCard } from '@haat/contracts/http/search.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { NextPage } from '@/shared/ui/paged-list.tsx';
import { ProductGrid, ProductGridSkeleton } from '@/shared/ui/product-card.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { EmptyState, ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { searchQuery } from '../api/search-products.ts';
import { readSearchParams, type SearchParams, SORTS, withoutFilters } from '../search-params.ts';
import { ChosenFilters, chipsOf } from './chosen-filters.tsx';
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
  const clear = () => onChange(withoutFilters(params, fixed));
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
            {first ? productsText(first.total) : 'Searching'}
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
        <ChosenFilters chips={chips} onChange={onChange} onClear={clear} />
        <section aria-label="Results" className="mt-4" aria-busy={query.isFetching}>
          <h2 className="sr-only">Results</h2>
          {first?.correctedQuery ? (
            <Note className="mb-4">
              Nothing matched “{params.q}”. Showing results for <strong>{first.correctedQuery}</strong>.
            </Note>
          ) : null}
          {query.isPending ? (
            <ProductGridSkeleton columns={COLUMNS} />
          ) : query.error && cards.length === 0 ? (
            <ErrorState
              error={query.error}
              title="The search did not work"
              onRetry={() => void query.refetch()}
            />
          ) : cards.length === 0 ? (
            <NothingFound words={params.q} onClear={chips.length > 0 ? clear : undefined} />
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
            Show {first ? productsText(first.total) : 'products'}
          </Button>
        }
      >
        {facets ?? <FacetSkeleton />}
      </Sheet>
    </div>
  );
}

const productsText = (total: number): string =>
  `${total.toLocaleString('en-US')} ${total === 1 ? 'product' : 'products'}`;

interface NothingFoundProps {
  readonly words: string | undefined;
  /** Takes the filters away, where some are set. */
  readonly onClear: (() => void) | undefined;
}

function NothingFound({ words, onClear }: NothingFoundProps) {
  return (
    <EmptyState
      title={words ? `Nothing found for “${words}”` : 'Nothing here'}
      action={
        <>
          {onClear ? (
            <Button tone="primary" onClick={onClear}>
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
