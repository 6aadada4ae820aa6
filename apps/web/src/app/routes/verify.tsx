import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FollowAddressLink } from '@/features/account/components/follow-address-link.tsx';
import { FollowRegistrationLink } from '@/features/account/components/follow-registration-link.tsx';
import { readMailLink } from '@/features/account/mail-link.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

/**
 * Where links in mails lead. What they prove stands behind the #, which no server and no log sees, and is taken out of
 * the address at once. A press on the button does it, not the opening: programs that look through mails open links.
 */
export function VerifyPage() {
  useTitle('Confirm your address');
  const [link] = useState(() => readMailLink(location.hash));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Confirm your address</h1>
      {link ? (
        <div className="card p-5 sm:p-6">
          {link.kind === 'registration' ? (
            <FollowRegistrationLink token={link.token} />
          ) : (
            <FollowAddressLink token={link.token} />
          )}
        </div>
      ) : (
        <EmptyState
          title="This link is not complete"
          action={
            <Link to="/" className={buttonStyle({ tone: 'primary' })}>
              Back to the market
            </Link>
          }
        >
          Open it from the mail once more, or type the code of the mail where you registered.
        </EmptyState>
      )}
    </div>
  );
}
