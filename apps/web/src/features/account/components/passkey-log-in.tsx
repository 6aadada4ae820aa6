import { Fingerprint } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { useLogInWithPasskey } from '../api/log-in-with-passkey.ts';
import { canOfferPasskeys, hasPasskeys, PasskeyTrouble, stopAsking } from '../passkey-ceremony.ts';

/**
 * Logs in with a passkey: by the button, or by the one that the browser offers in the field for the address while the
 * form is open.
 */
export function PasskeyLogIn({
  link,
  onDone,
}: {
  /** Challenge of an account at a provider that is to be linked by it. */
  readonly link?: string | undefined;
  readonly onDone: () => void;
}) {
  const logIn = useLogInWithPasskey();
  const offered = useLogInWithPasskey();
  const done = useRef(onDone);
  done.current = onDone;
  const { mutate: offer } = offered;
  useEffect(() => {
    let open = true;
    void canOfferPasskeys().then((can) => {
      if (open && can) offer({ inField: true, link }, { onSuccess: () => done.current() });
    });
    return () => {
      open = false;
      void stopAsking();
    };
  }, [offer, link]);
  if (!hasPasskeys()) return null;
  return (
    <>
      <FormProblem message={problemOf(logIn.error) ?? problemOf(offered.error)} />
      <Button
        busy={logIn.isPending}
        onClick={() => {
          offered.reset();
          logIn.mutate({ link }, { onSuccess: onDone });
        }}
      >
        <Fingerprint aria-hidden="true" className="size-4.5" />
        Continue with a passkey
      </Button>
    </>
  );
}

function problemOf(error: unknown): string | undefined {
  if (!error) return undefined;
  // Whoever closes the browser's own window knows that nothing came of it.
  if (error instanceof PasskeyTrouble) return error.kind === 'given-up' ? undefined : error.message;
  return messageOf(error);
}
