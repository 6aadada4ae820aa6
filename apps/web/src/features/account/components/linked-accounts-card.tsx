import type { Identity, Provider, WaysIn } from '@haat/contracts/http/factors.ts';
import { useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { useUnlinkIdentity } from '../api/change-ways-in.ts';
import { providersQuery } from '../api/list-providers.ts';
import { useVisitProvider } from '../api/visit-provider.ts';
import { AccountCard } from './account-card.tsx';
import { ProviderMark } from './provider-buttons.tsx';

/** Accounts elsewhere that open this one; nothing where the market offers none and none is linked. */
export function LinkedAccountsCard({ ways }: { readonly ways: WaysIn }) {
  const { data } = useQuery(providersQuery);
  const offered = data?.providers ?? [];
  const unlinked = offered.filter(({ id }) => !ways.identities.some(({ provider }) => provider.id === id));
  if (unlinked.length + ways.identities.length === 0) return null;
  return (
    <AccountCard
      title="Linked accounts"
      text="Log in by an account that you have elsewhere. We never learn its password."
    >
      <ul className="divide-y divide-line border-y border-line">
        {ways.identities.map((identity) => (
          <LinkedRow key={identity.id} identity={identity} />
        ))}
        {unlinked.map((provider) => (
          <OfferedRow key={provider.id} provider={provider} />
        ))}
      </ul>
    </AccountCard>
  );
}

function LinkedRow({ identity }: { readonly identity: Identity }) {
  const unlink = useUnlinkIdentity();
  const { provider, email, linkedAt, lastUsedAt } = identity;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 items-center gap-3">
        <ProviderMark id={provider.id} />
        <div className="min-w-0">
          <p className="font-semibold">
            {provider.name}
            {email ? <span className="font-normal break-all text-muted"> · {email}</span> : null}
          </p>
          <p className="text-sm text-muted">
            Linked {formatDate(linkedAt)}
            {lastUsedAt ? ` · last used ${formatDate(lastUsedAt)}` : ''}
          </p>
        </div>
      </div>
      <Button
        size="sm"
        tone="danger"
        aria-label={`Unlink ${provider.name}`}
        busy={unlink.isPending || unlink.isSuccess}
        onClick={() =>
          unlink.mutate(identity.id, {
            onSuccess: () => void toast(`${provider.name} opens your account no more.`),
            onError: (error) => void toast.error(messageOf(error)),
          })
        }
      >
        Unlink
      </Button>
    </li>
  );
}

function OfferedRow({ provider }: { readonly provider: Provider }) {
  const visit = useVisitProvider();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <p className="flex items-center gap-3 font-semibold">
        <ProviderMark id={provider.id} />
        {provider.name}
      </p>
      <Button
        size="sm"
        aria-label={`Link ${provider.name}`}
        busy={visit.isPending}
        onClick={() =>
          visit.mutate(
            { provider: provider.id, purpose: 'link', next: '/account/security' },
            { onError: (error) => void toast.error(messageOf(error)) },
          )
        }
      >
        Link
      </Button>
    </li>
  );
}
