import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { endSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useEraseAccount } from '../api/own-data.ts';

export function EraseCard({
  hasPassword,
  onErased,
}: {
  /** Which is asked for then; otherwise another proof of just now is. */
  readonly hasPassword: boolean;
  /** When the account is gone, and with it the session. */
  readonly onErased: () => void;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <section className="card grid gap-4 border-brick/40 p-5 sm:p-6" aria-labelledby="erase">
      <div>
        <h2 id="erase" className="text-lg">
          Delete account
        </h2>
        <p className="mt-1 text-muted">
          Your name, address, cart, wishlist and messages are erased. Orders and reviews stay without your
          name, because sellers need them for their books. This cannot be undone, and it waits until your
          orders have arrived.
        </p>
      </div>
      <div>
        <Button tone="danger" onClick={() => setAsking(true)}>
          Delete my account
        </Button>
      </div>
      {asking ? (
        <EraseDialog hasPassword={hasPassword} onClose={() => setAsking(false)} onErased={onErased} />
      ) : null}
    </section>
  );
}

function EraseDialog({
  hasPassword,
  onClose,
  onErased,
}: {
  readonly hasPassword: boolean;
  readonly onClose: () => void;
  readonly onErased: () => void;
}) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const erase = useEraseAccount();
  const { error } = erase;
  const isWrong = hasCode(error, 'auth.wrong-password') && erase.variables === password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (hasPassword && !password) return;
    erase.mutate(hasPassword ? password : undefined, {
      onSuccess: () => {
        endSession();
        queries.clear();
        onErased();
      },
    });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Delete your account?"
      description="It is gone for good as soon as you confirm."
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={error && !isWrong ? messageOf(error) : undefined} />
        {hasPassword ? (
          <TextField
            label="Password"
            type="password"
            autoComplete="current-password"
            maxLength={128}
            value={password}
            error={
              isWrong ? 'That is not your password' : tried && !password ? 'Enter your password' : undefined
            }
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <Button type="submit" tone="danger" busy={erase.isPending}>
          Delete for good
        </Button>
      </form>
    </Modal>
  );
}
