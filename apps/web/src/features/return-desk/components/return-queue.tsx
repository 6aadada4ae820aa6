import type { Return, ReturnStatus } from '@haat/contracts/http/return.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { type Desk, returnsQuery } from '../api/list-returns.ts';
import { dueWords, REASON_WORDS } from '../due.ts';

interface ReturnQueueProps {
  readonly desk: Desk;
  readonly status: ReturnStatus | undefined;
  readonly empty: string;
  readonly onOpen: (id: string) => void;
}

const itemsOf = ({ lines }: Return): string =>
  lines.map((line) => `${line.quantity} × ${line.title}`).join(', ');

/** A table where there is room; the same rows as cards on a phone. */
export function ReturnQueue({ desk, status, empty, onOpen }: ReturnQueueProps) {
  const query = useInfiniteQuery(returnsQuery(desk, status));
  const returns = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !returns) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!returns) {
    return (
      <Loading what="returns" className="grid gap-2">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-14" />
        ))}
      </Loading>
    );
  }
  if (returns.length === 0) return <EmptyState title="Nothing here">{empty}</EmptyState>;
  return (
    <>
      <div className="card overflow-x-auto max-md:hidden">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line bg-sunk text-left">
              <th className="px-4 py-2.5 font-semibold">Return</th>
              {desk === 'admin' ? <th className="px-4 py-2.5 font-semibold">Seller</th> : null}
              <th className="px-4 py-2.5 font-semibold">Items</th>
              <th className="px-4 py-2.5 font-semibold">Reason</th>
              <th className="px-4 py-2.5 font-semibold">Due</th>
              <th className="px-4 py-2.5 text-right font-semibold">Refund</th>
              <th className="px-4 py-2.5 font-semibold">State</th>
            </tr>
          </thead>
          <tbody>
            {returns.map((each) => (
              <tr
                key={each.id}
                className="relative border-b border-line last:border-0 focus-within:bg-indigo-wash hover:bg-sunk"
              >
                <td className="px-4 py-3 whitespace-nowrap">
                  <button
                    type="button"
                    className="figures font-semibold text-indigo after:absolute after:inset-0"
                    onClick={() => onOpen(each.id)}
                  >
                    {each.number}
                  </button>
                  <span className="block text-xs text-muted">{formatDate(each.requestedAt)}</span>
                </td>
                {desk === 'admin' ? <td className="px-4 py-3">{each.sellerName}</td> : null}
                <td className="max-w-64 truncate px-4 py-3">{itemsOf(each)}</td>
                <td className="px-4 py-3">{REASON_WORDS[each.reason]}</td>
                <td className="px-4 py-3">{dueWords(each)}</td>
                <td className="figures px-4 py-3 text-right font-semibold">
                  {formatMoney(each.refund.total)}
                </td>
                <td className="px-4 py-3">
                  <StatusBadge status={each.state.status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="grid gap-2.5 md:hidden">
        {returns.map((each) => (
          <li key={each.id} className="card relative grid gap-1.5 p-4">
            <div className="flex flex-wrap items-center justify-between gap-x-3">
              <button
                type="button"
                className="figures min-h-11 text-left font-semibold text-indigo after:absolute after:inset-0"
                onClick={() => onOpen(each.id)}
              >
                {each.number}
              </button>
              <StatusBadge status={each.state.status} />
            </div>
            <p className="line-clamp-2 text-sm">{itemsOf(each)}</p>
            <p className="figures flex justify-between gap-3 text-sm text-muted">
              <span>{dueWords(each) || formatDate(each.requestedAt)}</span>
              <strong className="text-text">{formatMoney(each.refund.total)}</strong>
            </p>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older returns
        </Button>
      ) : null}
    </>
  );
}
