import { useEffect } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { useConfirmRegistration } from '../api/confirm-registration.ts';
import { useResendRegistration } from '../api/resend-registration.ts';
import { CodeForm } from './code-form.tsx';

/** The second half of registering: the code that the mail brings. */
export function ConfirmRegistration({
  email,
  onDone,
  onStartOver,
}: {
  readonly email: string;
  readonly onDone: () => void;
  readonly onStartOver: () => void;
}) {
  const confirm = useConfirmRegistration();
  const resend = useResendRegistration();
  const session = useSession();
  // The link of the mail was followed in another tab: this one goes on, too.
  const loggedIn = session.status === 'user';
  useEffect(() => {
    if (loggedIn) onDone();
  }, [loggedIn, onDone]);
  return (
    <div className="grid gap-5">
      <p>
        We sent a mail to <span className="font-semibold wrap-anywhere">{email}</span>. Enter the code from
        it, or follow its link.
      </p>
      <CodeForm
        label="Confirm and go on"
        busy={confirm.isPending}
        error={confirm.error}
        onCode={(code) => confirm.mutate({ code })}
      />
      <div className="flex flex-wrap gap-3 border-t border-line pt-4">
        <Button
          size="sm"
          busy={resend.isPending}
          onClick={() =>
            resend.mutate(undefined, {
              onSuccess: () => void toast('Another mail is on its way.'),
              onError: (error) => void toast.error(messageOf(error)),
            })
          }
        >
          Send another mail
        </Button>
        <Button size="sm" onClick={onStartOver}>
          Use another address
        </Button>
      </div>
    </div>
  );
}
