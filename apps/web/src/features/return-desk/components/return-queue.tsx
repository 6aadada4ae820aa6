import type { Return, ReturnStatus } from '@haat/contracts/http/return.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { type Column, DataTable, RowButton, RowCard } from '@/shared/ui/data-table.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
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
  const columns: readonly Column<Return>[] = [
    {
      head: 'Return',
      className: 'whitespace-nowrap',
      cell: (each) => (
        <>
          <RowButton className="figures" onOpen={() => onOpen(each.id)}>
            {each.number}
          </RowButton>
          <span className="block text-xs text-muted">{formatDate(each.requestedAt)}</span>
        </>
      ),
    },
    ...(desk === 'admin' ? [{ head: 'Seller', cell: (each: Return) => each.sellerName }] : []),
    { head: 'Items', className: 'max-w-64 truncate', cell: itemsOf },
    { head: 'Reason', cell: (each) => REASON_WORDS[each.reason] },
    { head: 'Due', cell: dueWords },
    {
      head: 'Refund',
      figures: true,
      className: 'font-semibold',
      cell: (each) => formatMoney(each.refund.total),
    },
    { head: 'State', cell: (each) => <StatusBadge status={each.state.status} /> },
  ];
  return (
    <PagedList
      query={query}
      what="returns"
      placeholder="h-14"
      more="Older returns"
      empty={<EmptyState title="Nothing here">{empty}</EmptyState>}
    >
      {(returns) => (
        <>
          <DataTable className="max-md:hidden" rows={returns} keyOf={(each) => each.id} columns={columns} />
          <ul className="grid gap-2.5 md:hidden">
            {returns.map((each) => (
              <RowCard
                key={each.id}
                number={each.number}
                status={each.state.status}
                text={itemsOf(each)}
                note={dueWords(each) || formatDate(each.requestedAt)}
                total={formatMoney(each.refund.total)}
                onOpen={() => onOpen(each.id)}
              />
            ))}
          </ul>
        </>
      )}
    </PagedList>
  );
}
