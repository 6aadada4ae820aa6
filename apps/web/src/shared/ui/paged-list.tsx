import { type ReactNode, useEffect, useRef } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from './button.tsx';
import { FormProblem } from './field.tsx';
import { ErrorState, Loading, Skeleton } from './states.tsx';

/** What is used of an infinite query whose pages hold items. */
interface PagedQuery<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly isPlaceholderData: boolean;
  refetch(): Promise<unknown>;
  fetchNextPage(): Promise<unknown>;
}

interface PagedListProps<Item> {
  readonly query: PagedQuery<Item>;
  /** What is loading, for who cannot see the placeholders, and what did not load: “your orders”. */
  readonly what: string;
  /** Height of each of three placeholders, or what is drawn in their stead. */
  readonly placeholder: string | { readonly drawn: ReactNode };
  readonly empty: ReactNode;
  /** Words of the button that brings the next page. */
  readonly more: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list that comes in pages: its placeholders, its failure, its emptiness, its items and the way to more of them. */
export function PagedList<Item>({ query, what, placeholder, empty, more, children }: PagedListProps<Item>) {
  const items = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !items) {
    return (
      <ErrorState
        error={query.error}
        title={`${what.charAt(0).toUpperCase()}${what.slice(1)} did not load`}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!items) {
    if (typeof placeholder !== 'string') return placeholder.drawn;
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
      <NextPage query={query} more={more} />
    </>
  );
}

interface NextPageProps {
  readonly query: PagedQuery<unknown>;
  readonly more: string;
  /** How many there are in all, where the service counts them. */
  readonly total?: number | undefined;
}

/** Stays silent where everything came on the first page. */
export function NextPage({ query, more, total }: NextPageProps) {
  const { hasNextPage, isFetchNextPageError, isFetchingNextPage, isPlaceholderData } = query;
  const pages = query.data?.pages ?? [];
  const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
  const status = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  // The last page takes the button away: who pressed it goes on from where it stood, not from the top of the page.
  useEffect(() => {
    if (hasNextPage || !pressed.current) return;
    pressed.current = false;
    status.current?.focus({ preventScroll: true });
  }, [hasNextPage]);
  if (isPlaceholderData || (pages.length < 2 && !hasNextPage)) return null;
  return (
    <div className="mx-auto grid justify-items-center gap-2">
      {isFetchNextPageError ? <FormProblem message={`More did not load. ${messageOf(query.error)}`} /> : null}
      {hasNextPage ? (
        <Button
          busy={isFetchingNextPage}
          onClick={() => {
            pressed.current = true;
            void query.fetchNextPage();
          }}
        >
          {more}
        </Button>
      ) : null}
      <p
        role="status"
        tabIndex={-1}
        ref={status}
        className={total === undefined && hasNextPage ? 'sr-only' : 'figures text-sm text-muted'}
      >
        {!hasNextPage
          ? `All ${shown} shown`
          : total === undefined
            ? `${shown} shown`
            : `${shown} of ${total.toLocaleString('en-US')}`}
      </p>
    </div>
  );
}
