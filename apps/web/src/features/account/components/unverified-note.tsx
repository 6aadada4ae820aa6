import type { User } from '@haat/contracts/http/auth.ts';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useRequestEmailVerification, useVerifyEmail } from '../api/verify-email.ts';
import { CodeForm } from './code-form.tsx';

/** For accounts whose address was never proven: says what is missing, and mends it on the spot. */
export function UnverifiedNote({ user }: { readonly user: User }) {
  const request = useRequestEmailVerification();
  const verify = useVerifyEmail();
  if (user.emailVerified) return null;
  const send = () => request.mutate(undefined, { onError: (error) => void toast.error(messageOf(error)) });
  return (
    <Note tone="warn">
      <div className="grid max-w-md gap-3">
        <p>
          Your address <span className="wrap-anywhere">{user.email}</span> is not confirmed yet. Without that
          we cannot help you if you forget your password.
        </p>
        {request.isSuccess ? (
          <>
            <p>A mail is on its way. Enter the code from it, or follow its link.</p>
            <CodeForm
              label="Confirm address"
              busy={verify.isPending}
              error={verify.error}
              onCode={(code) =>
                verify.mutate({ code }, { onSuccess: () => void toast('Your address is confirmed.') })
              }
            />
          </>
        ) : null}
        <div>
          <Button size="sm" busy={request.isPending} onClick={send}>
            {request.isSuccess ? 'Send another mail' : 'Send me a mail'}
          </Button>
        </div>
      </div>
    </Note>
  );
}
