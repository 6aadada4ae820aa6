import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { hasCode } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useResetPassword } from '../api/password-reset.ts';
import {
  LONGEST_PASSWORD,
  lengthProblem,
  otherProblem,
  PASSWORD_HINT,
  passwordProblem,
} from '../new-password.ts';
import { PasswordField } from './password-field.tsx';

export function ResetPasswordForm({
  token,
  onDone,
}: {
  readonly token: string;
  readonly onDone: () => void;
}) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useResetPassword();
  if (reset.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4">
        <Note tone="good">Your new password is set. You are logged out everywhere: log in with it.</Note>
        <Link to="/login" className={buttonStyle({ tone: 'buy' })}>
          Log in
        </Link>
      </div>
    );
  }
  if (hasCode(reset.error, 'auth.link-invalid')) {
    return (
      <div className="grid justify-items-start gap-4">
        <FormProblem message={reset.error.message} />
        <Link to="/forgot-password" className={buttonStyle({ tone: 'primary' })}>
          Send me another link
        </Link>
      </div>
    );
  }
  const refused = password === reset.variables?.password ? passwordProblem(reset.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!lengthProblem(password)) reset.mutate({ token, password }, { onSuccess: onDone });
  };
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={otherProblem(reset.error)} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        maxLength={LONGEST_PASSWORD}
        hint={PASSWORD_HINT}
        value={password}
        error={(tried ? lengthProblem(password) : undefined) ?? refused}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" tone="buy" busy={reset.isPending}>
        Set new password
      </Button>
    </form>
  );
}
