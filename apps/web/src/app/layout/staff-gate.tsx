import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { waysInQuery } from '@/features/account/api/list-ways-in.ts';
import { useReauthenticateWithPasskey } from '@/features/account/api/reauthenticate.ts';
import { PasskeysCard } from '@/features/account/components/passkeys-card.tsx';
import { TwoStepCard } from '@/features/account/components/two-step-card.tsx';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { accessToken } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Loading, Skeleton } from '@/shared/ui/states.tsx';
import { Main } from './storefront.tsx';

const surfaceQuery = {
  queryKey: ['surface', 'admin'],
  // Not the token: it belongs to the session.
  queryFn: async () => (await accessToken('admin')) !== undefined,
  staleTime: Number.POSITIVE_INFINITY,
};

/** The console is open to staff who proved themselves in two ways; who has not sets a second one up here. */
export function StaffGate({ children }: { readonly children: ReactNode }) {
  const surface = useQuery(surfaceQuery);
  if (surface.isPending) {
    return (
      <Loading what="the console" className="wrap-page grid gap-4 py-10">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-28" />
      </Loading>
    );
  }
  // What else may be wrong is said by the pages themselves.
  if (!hasCode(surface.error, 'auth.second-factor-required')) return children;
  return <SetUpSecondStep onDone={() => void surface.refetch()} busy={surface.isFetching} />;
}

function SetUpSecondStep({ onDone, busy }: { readonly onDone: () => void; readonly busy: boolean }) {
  useTitle('A second step for staff');
  const ways = useQuery(waysInQuery);
  const queries = useQueryClient();
  const show = useReauthenticateWithPasskey();
  const proven = () => {
    void queries.invalidateQueries({ queryKey: surfaceQuery.queryKey });
    onDone();
  };
  return (
    <Main className="wrap-page grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5 py-10">
      <div>
        <ShieldCheck aria-hidden="true" className="mb-3 size-7 text-indigo" />
        <h1 className="text-2xl">Staff log in with a second step</h1>
        <p className="mt-1 text-muted">
          The console shows what belongs to other people, so a password alone does not open it. Set up an
          authenticator app, or add a passkey and confirm with it.{' '}
          <Link to="/" className="link">
            Back to the market
          </Link>
        </p>
      </div>
      {ways.data ? (
        <>
          {ways.data.passkeys.length > 0 ? (
            <div className="card grid justify-items-start gap-3 p-5">
              <p className="font-semibold">You have a passkey. Confirm with it, and the console opens.</p>
              <FormProblem message={show.error ? messageOf(show.error) : undefined} />
              <Button
                tone="buy"
                busy={show.isPending || busy}
                onClick={() => show.mutate(undefined, { onSuccess: proven })}
              >
                Confirm with a passkey
              </Button>
            </div>
          ) : null}
          {ways.data.totp ? (
            <div className="card grid justify-items-start gap-3 p-5">
              <p className="font-semibold">Two-step log-in is on.</p>
              <p className="text-sm text-muted">
                If the console does not open now, log out and in again with a code.
              </p>
              <Button tone="buy" busy={busy} onClick={proven}>
                Open the console
              </Button>
            </div>
          ) : null}
          <TwoStepCard ways={ways.data} />
          <PasskeysCard ways={ways.data} />
        </>
      ) : (
        <Loading what="the ways into your account" className="grid gap-5">
          <Skeleton className="h-36" />
          <Skeleton className="h-36" />
        </Loading>
      )}
    </Main>
  );
}
