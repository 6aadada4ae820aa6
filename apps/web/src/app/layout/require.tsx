import type { Role, User } from '@haat/contracts/http/auth.ts';
import { Link, Navigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSession } from '@/shared/lib/session.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState, Loading, Skeleton } from '@/shared/ui/states.tsx';

/** For pages of one's own: a guest logs in first and comes back here. */
export function RequireUser({ children }: { readonly children: (user: User) => ReactNode }) {
  const session = useSession();
  // As it was when the page opened: the address changes to the login page's before this page is gone.
  const router = useRouter();
  const [here] = useState(() => router.state.location.href);
  if (session.status === 'unknown') {
    return (
      <Loading what="your account" className="wrap-page grid gap-4 py-10">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-28" />
        <Skeleton className="h-28" />
      </Loading>
    );
  }
  if (session.status === 'guest') return <Navigate to="/login" search={{ next: here }} replace />;
  return children(session.user);
}

export function RequireRole({
  needs,
  children,
}: {
  readonly needs: Role;
  readonly children: (user: User) => ReactNode;
}) {
  return (
    <RequireUser>
      {(user) =>
        user.roles.includes(needs) ? (
          children(user)
        ) : (
          <main id="main" className="wrap-page py-10">
            <h1 className="sr-only">No access</h1>
            <EmptyState
              title="You have no access to this page"
              action={
                <Link to="/" className={buttonStyle({ tone: 'primary' })}>
                  Back to the market
                </Link>
              }
            >
              It is for {needs === 'seller' ? 'sellers' : 'the people who run the market'}. You are logged in
              as {user.email}.
            </EmptyState>
          </main>
        )
      }
    </RequireUser>
  );
}
