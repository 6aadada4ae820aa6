import type { LiveSession } from '@haat/contracts/http/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { useEndSession, useEndSessions } from '../api/end-session.ts';
import { sessionsQuery } from '../api/list-sessions.ts';
import { AccountCard } from './account-card.tsx';

const sorry = (error: unknown) => void toast.error(messageOf(error));

export function SessionsCard() {
  const query = useQuery(sessionsQuery);
  const endMany = useEndSessions();
  const sessions = query.data?.items;
  const others = sessions?.filter(({ current }) => !current).length ?? 0;
  return (
    <AccountCard
      title="Where you are logged in"
      text="Log out what you do not know or do not use any more. It is over there within seconds."
    >
      {query.error && !sessions ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !sessions ? (
        <Loading what="your sessions" className="grid gap-2">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </Loading>
      ) : (
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3 border-t border-line pt-4">
        <Button
          size="sm"
          disabled={others === 0}
          busy={endMany.isPending && endMany.variables === 'others'}
          onClick={() => endMany.mutate('others', { onError: sorry })}
        >
          Log out other devices
        </Button>
        <Button
          size="sm"
          tone="danger"
          busy={endMany.isPending && endMany.variables === 'all'}
          onClick={() => endMany.mutate('all', { onError: sorry })}
        >
          Log out everywhere
        </Button>
      </div>
    </AccountCard>
  );
}

const PHONES = /iOS|Android/;

function SessionRow({ session }: { readonly session: LiveSession }) {
  const end = useEndSession();
  const { id, device, network, lastUsedAt, createdAt, current } = session;
  const Icon = PHONES.test(device) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-4 py-3.5">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 font-semibold">
          {device}
          {current ? (
            <span className="rounded-sm bg-leaf-wash px-2 py-0.5 text-xs font-semibold text-leaf">
              This device
            </span>
          ) : null}
        </p>
        <p className="figures text-sm text-muted">
          {network ? `${network} · ` : ''}
          {current ? `Logged in ${formatDateTime(createdAt)}` : `Last used ${formatDateTime(lastUsedAt)}`}
        </p>
      </div>
      {current ? null : (
        <Button
          size="sm"
          busy={end.isPending}
          aria-label={`Log out ${device}, last used ${formatDateTime(lastUsedAt)}`}
          onClick={() =>
            end.mutate(id, { onSuccess: () => void toast(`${device} is logged out.`), onError: sorry })
          }
        >
          Log out
        </Button>
      )}
    </li>
  );
}
