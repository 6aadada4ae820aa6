import { type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useRequestPasswordReset } from '../api/password-reset.ts';

export function ForgotPasswordForm({ email: given }: { readonly email: string }) {
  const [email, setEmail] = useState(given);
  const [tried, setTried] = useState(false);
  const request = useRequestPasswordReset();
  const problem = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email.trim())
    ? undefined
    : 'Enter your e-mail address';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!problem) request.mutate({ email: email.trim() });
  };
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={request.error ? messageOf(request.error) : undefined} />
      {request.isSuccess ? (
        <Note tone="good">
          If there is an account with <span className="wrap-anywhere">{request.variables.email}</span>, a mail
          with a link is on its way. The link works for an hour.
        </Note>
      ) : null}
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        error={tried ? problem : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Button type="submit" tone={request.isSuccess ? 'quiet' : 'buy'} busy={request.isPending}>
        {request.isSuccess ? 'Send it again' : 'Send me a link'}
      </Button>
    </form>
  );
}
