import { Link } from '@tanstack/react-router';
import { ResetPasswordForm } from '@/features/account/components/reset-password-form.tsx';
import { useMailLink } from '@/features/account/use-mail-link.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { endSession } from '@/shared/lib/session.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

export function ResetPasswordPage() {
  useTitle('Set a new password');
  const link = useMailLink();
  return (
    <div className="wrap-page grid max-w-lg gap-5 pt-10">
      <h1 className="text-2xl">Set a new password</h1>
      {link?.kind === 'reset' ? (
        <div className="card p-5 sm:p-6">
          {/* Every session has ended, one that is open here as well. */}
          <ResetPasswordForm key={link.token} token={link.token} onDone={endSession} />
        </div>
      ) : (
        <EmptyState
          title="This link is not complete"
          action={
            <Link to="/forgot-password" className={buttonStyle({ tone: 'primary' })}>
              Send me another link
            </Link>
          }
        >
          Open it from the mail once more, or have another one sent.
        </EmptyState>
      )}
    </div>
  );
}
