import { Link } from '@tanstack/react-router';
import { FollowAddressLink } from '@/features/account/components/follow-address-link.tsx';
import { FollowChangeLink } from '@/features/account/components/follow-change-link.tsx';
import { FollowKeepLink } from '@/features/account/components/follow-keep-link.tsx';
import { FollowRegistrationLink } from '@/features/account/components/follow-registration-link.tsx';
import type { MailLink } from '@/features/account/mail-link.ts';
import { useMailLink } from '@/features/account/use-mail-link.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

/** Where links in mails lead. A press on the button does it, not the opening: programs that look through mails open links. */
export function VerifyPage() {
  const link = useMailLink();
  const title = link?.kind === 'keep' ? 'Keep your second step' : 'Confirm your address';
  useTitle(title);
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">{title}</h1>
      {link && link.kind !== 'reset' ? (
        <div className="card p-5 sm:p-6">
          <Follow key={link.token} link={link} />
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

function Follow({ link: { kind, token } }: { readonly link: MailLink }) {
  switch (kind) {
    case 'registration':
      return <FollowRegistrationLink token={token} />;
    case 'address':
      return <FollowAddressLink token={token} />;
    case 'keep':
      return <FollowKeepLink token={token} />;
    default:
      return <FollowChangeLink token={token} />;
  }
}
