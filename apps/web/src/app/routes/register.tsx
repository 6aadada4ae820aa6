import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { ConfirmRegistration } from '@/features/account/components/confirm-registration.tsx';
import { OtherWays } from '@/features/account/components/other-ways.tsx';
import { RegisterForm } from '@/features/account/components/register-form.tsx';
import { pendingRegistration } from '@/features/account/pending-registration.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { safeNext } from '@/shared/lib/safe-next.ts';

const route = getRouteApi('/storefront/register');

export function RegisterPage() {
  const search = route.useSearch();
  const router = useRouter();
  const [pending, setPending] = useState(() => pendingRegistration.read());
  useTitle(pending ? 'Check your mail' : 'Create account');
  const { next } = search;
  const goOn = useCallback(() => router.history.replace(safeNext(next)), [router, next]);
  if (pending) {
    return (
      <div className="wrap-page grid max-w-lg gap-5 pt-10">
        <h1 className="text-2xl">Check your mail</h1>
        <div className="card p-5 sm:p-6">
          <ConfirmRegistration
            email={pending.email}
            onDone={goOn}
            onStartOver={() => {
              pendingRegistration.clear();
              setPending(undefined);
            }}
          />
        </div>
      </div>
    );
  }
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Create account</h1>
      <p className="text-muted">What is in your cart comes along.</p>
      <div className="card p-5 sm:p-6">
        <RegisterForm
          email={search.email ?? ''}
          onBegun={(email) => {
            pendingRegistration.write({ email });
            setPending({ email });
          }}
        />
        <OtherWays next={safeNext(next)} />
      </div>
      <p className="text-muted">
        Already have one?{' '}
        <Link to="/login" search={search} className="link">
          Log in
        </Link>
        .
      </p>
    </div>
  );
}
