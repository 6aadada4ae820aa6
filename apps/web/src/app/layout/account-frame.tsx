import type { User } from '@haat/contracts/http/auth.ts';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { UnverifiedNote } from '@/features/account/components/unverified-note.tsx';
import { RequireUser } from './require.tsx';

/** A page of the account: its title, and the way back to the others. */
export function AccountFrame({
  title,
  narrow = false,
  children,
}: {
  readonly title: string;
  /** For what is read, in place of what is looked through. */
  readonly narrow?: boolean;
  readonly children: (user: User) => ReactNode;
}) {
  return (
    <RequireUser>
      {(user) => (
        <div className={clsx('wrap-page grid grid-cols-[minmax(0,1fr)] gap-5 pt-9', narrow && 'max-w-4xl')}>
          <div>
            <Link
              to="/account"
              className="link -ml-1 inline-flex min-h-11 items-center gap-1 text-sm font-semibold"
            >
              <ChevronLeft aria-hidden="true" className="size-4" />
              Account
            </Link>
            <h1 className="text-2xl">{title}</h1>
          </div>
          <UnverifiedNote user={user} />
          {children(user)}
        </div>
      )}
    </RequireUser>
  );
}
