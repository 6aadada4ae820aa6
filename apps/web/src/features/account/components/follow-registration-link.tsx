import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useConfirmRegistration } from '../api/confirm-registration.ts';
import { PasswordField } from './password-field.tsx';

/** Finishes a registration. Another browser than the one that registered is asked for the password. */
export function FollowRegistrationLink({ token }: { readonly token: string }) {
  const [asked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const confirm = useConfirmRegistration();
  if (confirm.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4">
        <Note tone="good">Your account is ready, and you are logged in.</Note>
        <Link to="/" className={buttonStyle({ tone: 'buy' })}>
          To the market
        </Link>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked && !password) return;
    confirm.mutate(
      { token, ...(asked ? { password } : {}) },
      { onError: (error) => setAsked(asked || hasCode(error, 'auth.password-needed')) },
    );
  };
  const problem = hasCode(confirm.error, 'auth.password-needed')
    ? undefined
    : hasCode(confirm.error, 'auth.wrong-credentials')
      ? 'That is not the password of this registration. If you did not register here, close this page.'
      : confirm.error
        ? messageOf(confirm.error)
        : undefined;
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={problem} />
      {asked ? (
        <>
          <p>You registered in another browser. Enter the password that you chose there.</p>
          <PasswordField
            label="Password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </>
      ) : (
        <p>One press, and your account is ready.</p>
      )}
      <Button type="submit" tone="buy" busy={confirm.isPending}>
        Confirm my address
      </Button>
    </form>
  );
}
