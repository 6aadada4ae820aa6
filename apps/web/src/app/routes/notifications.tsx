import type { InboxMessage } from '@haat/contracts/http/notification.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { inboxQuery } from '@/features/notifications/api/list-inbox.ts';
import { useMarkRead } from '@/features/notifications/api/mark-read.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { safeNext } from '@/shared/lib/safe-next.ts';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { RequireUser } from '../layout/require.tsx';

export function NotificationsPage() {
  useTitle('Notifications');
  return <RequireUser>{() => <Inbox />}</RequireUser>;
}

function Inbox() {
  const query = useInfiniteQuery(inboxQuery);
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <div className="wrap-page grid max-w-3xl gap-5 pt-10">
      <div>
        <h1 className="text-2xl">Notifications</h1>
        {unread > 0 ? <p className="text-muted">{unread} unread</p> : null}
      </div>
      <PagedList
        query={query}
        what="notifications"
        placeholder="h-20"
        more="Older ones"
        empty={<EmptyState title="Nothing new">News about your orders will be kept here.</EmptyState>}
      >
        {(messages) => (
          <ul className="card divide-y divide-line overflow-hidden">
            {messages.map((message) => (
              <li key={message.id}>
                <Message message={message} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </div>
  );
}

function Message({ message }: { readonly message: InboxMessage }) {
  const mark = useMarkRead();
  const router = useRouter();
  const unread = message.readAt === null;
  return (
    <button
      type="button"
      className="flex w-full gap-3.5 px-5 py-4 text-left hover:bg-sunk"
      onClick={() => {
        if (unread) mark.mutate(message.id);
        if (message.link) router.history.push(safeNext(message.link));
      }}
    >
      <span
        aria-hidden="true"
        className={clsx(
          'mt-2 size-2.5 shrink-0 rounded-full',
          unread ? 'bg-marigold-deep' : 'bg-transparent',
        )}
      />
      <span className="grid gap-0.5">
        <span className={unread ? 'font-bold' : 'font-medium'}>
          {message.title}
          {unread ? <span className="sr-only"> (unread)</span> : null}
        </span>
        <span className="text-sm text-muted">{message.body}</span>
        <span className="text-xs text-muted">{formatDateTime(message.createdAt)}</span>
      </span>
    </button>
  );
}
