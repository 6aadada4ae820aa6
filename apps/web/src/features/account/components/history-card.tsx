import type { AccountEvent } from '@haat/contracts/http/factors.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { accountEventsQuery } from '../api/list-account-events.ts';
import { eventWords, isAlarming } from '../event-words.ts';
import { AccountCard } from './account-card.tsx';

/** What happened to the account and its ways in. */
export function HistoryCard() {
  const query = useInfiniteQuery(accountEventsQuery);
  return (
    <AccountCard
      title="History"
      text="Log-ins and changes of this kind, newest first. If something was not you, set a new password."
    >
      <PagedList
        query={query}
        what="the history"
        placeholder="h-12"
        more="Show older"
        empty={<EmptyState title="Nothing yet">What happens to your account is kept here.</EmptyState>}
      >
        {(events) => (
          <ol aria-label="History" className="divide-y divide-line border-y border-line">
            {events.map((event) => (
              <Row key={event.id} event={event} />
            ))}
          </ol>
        )}
      </PagedList>
    </AccountCard>
  );
}

function Row({ event }: { readonly event: AccountEvent }) {
  return (
    <li className="grid gap-0.5 py-2.5 text-sm sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-4">
      <div className="min-w-0">
        <p className={clsx('font-semibold break-words', isAlarming(event) && 'text-brick')}>
          {eventWords(event)}
        </p>
        <p className="text-muted">
          {[event.device, event.network, event.isThisSession ? 'this session' : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <time dateTime={event.at} className="figures text-muted">
        {formatDateTime(event.at)}
      </time>
    </li>
  );
}
