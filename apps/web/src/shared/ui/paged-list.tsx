import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorState, Loading, Skeleton } from './states.tsx';

/** What is used of an infinite query whose pages hold items. */
interface PagedQuery<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  refetch(): Promise<unknown>;
  fetchNextPage(): Promise<unknown>;
}

interface PagedListProps<Item> {
  readonly query: PagedQuery<Item>;
  /** What is loading, for who cannot see the placeholders. */
  readonly what: string;
  /** Height of a placeholder. */
  readonly placeholder: string;
  readonly empty: ReactNode;
  /** Words of the button that brings the next page. */
  readonly more: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list that comes in pages: its placeholders, its failure, its emptiness, its items and the way to more of them. */
export function PagedList<Item>({ query, what, placeholder, empty, more, children }: PagedListProps<Item>) {
  const items = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !items) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!items) {
    return (
      <Loading what={what} className="grid gap-3">
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className={placeholder} />
        ))}
      </Loading>
    );
  }
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {more}
        </Button>
      ) : null}
    </>
  );
}
