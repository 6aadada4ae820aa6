import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { useLogIn } from '../api/log-in.ts';
import { waitWords } from '../wait-words.ts';
import { PasswordField } from './password-field.tsx';

export function LoginForm({
  email: given,
  link,
  onDone,
  onChallenge,
}: {
  readonly email: string;
  /** Challenge of an account at a provider that is to be linked to the account of this address. */
  readonly link?: string;
  readonly onDone: () => void;
  readonly onChallenge: (challenge: LogInChallenge) => void;
}) {
  const [email, setEmail] = useState(given);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const logIn = useLogIn();
  const errors = {
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : 'Enter your e-mail address',
    password: password ? undefined : 'Enter your password',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.email || errors.password) return;
    logIn.mutate(
      { email: email.trim(), password, ...(link ? { link } : {}) },
      { onSuccess: (challenge) => (challenge ? onChallenge(challenge) : onDone()) },
    );
  };
  const problem = hasCode(logIn.error, 'auth.wrong-credentials')
    ? 'E-mail or password is wrong. Try again.'
    : logIn.error
      ? (waitWords(logIn.error) ?? messageOf(logIn.error))
      : undefined;
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={problem} />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username webauthn"
        readOnly={link !== undefined}
        value={email}
        error={tried ? errors.email : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        error={tried ? errors.password : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" tone="buy" busy={logIn.isPending}>
        Log in
      </Button>
      <p className="text-sm">
        <Link
          to="/forgot-password"
          search={email.trim() ? { email: email.trim() } : {}}
          className="link inline-flex min-h-11 items-center"
        >
          Forgot your password?
        </Link>
      </p>
    </form>
  );
}
