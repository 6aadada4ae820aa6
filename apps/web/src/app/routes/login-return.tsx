import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { type Returned, useReturnFromProvider } from '@/features/account/api/return-from-provider.ts';
import { Answer } from '@/features/account/components/log-in.tsx';
import { pendingRegistration } from '@/features/account/pending-registration.ts';
import { providerVisit } from '@/features/account/provider-visit.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { safeNext } from '@/shared/lib/safe-next.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Loading, Skeleton } from '@/shared/ui/states.tsx';

const route = getRouteApi('/storefront/login/return/$provider');

/** Where a provider sends the browser back to. What came with it is good once. */
export function LoginReturnPage() {
  const { provider } = route.useParams();
  const router = useRouter();
  const [visit] = useState(() => {
    const found = providerVisit.read();
    providerVisit.clear();
    return found?.provider === provider ? found : undefined;
  });
  const [query] = useState(() => location.search.slice(1));
  const [returned, setReturned] = useState<Returned>();
  const { mutate, error } = useReturnFromProvider();
  const purpose = visit?.purpose ?? 'log-in';
  const next = safeNext(visit?.next);
  useTitle(purpose === 'log-in' ? 'Log in' : 'Security');
  const goOn = useCallback(() => router.history.replace(next), [router, next]);
  const sent = useRef(false);
  useEffect(() => {
    // An effect may run twice; the provider's answer is taken once.
    if (sent.current) return;
    sent.current = true;
    mutate(
      { provider, purpose, query: query || 'error=missing' },
      {
        onSuccess: (outcome) => {
          if (outcome.kind === 'challenge') return setReturned(outcome);
          if (outcome.kind === 'registration') {
            pendingRegistration.write({ email: outcome.email });
            return void router.navigate({ to: '/register', search: { next }, replace: true });
          }
          if (purpose === 'link') toast.success('Linked. You can log in with it from now on.');
          if (purpose === 'proof') toast('Thank you. Now do once more what you wanted to do.');
          goOn();
        },
      },
    );
  }, [mutate, provider, purpose, query, router, next, goOn]);

  const startOver = () => void router.navigate({ to: '/login', search: { next }, replace: true });
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">{purpose === 'log-in' ? 'Log in' : 'One moment'}</h1>
      {returned?.kind === 'challenge' ? (
        <div className="card p-5 sm:p-6">
          <Answer challenge={returned.challenge} onDone={goOn} onStartOver={startOver} />
        </div>
      ) : error ? (
        <div className="card grid justify-items-start gap-4 p-5 sm:p-6">
          <FormProblem message={messageOf(error)} />
          {purpose === 'log-in' ? (
            <Link to="/login" search={{ next }} className={buttonStyle({ tone: 'primary' })}>
              Back to the log-in
            </Link>
          ) : (
            <Link to="/account/security" className={buttonStyle({ tone: 'primary' })}>
              Back to Security
            </Link>
          )}
        </div>
      ) : (
        <Loading what="your account" className="card grid gap-4 p-5 sm:p-6">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
        </Loading>
      )}
    </div>
  );
}
