import type { User } from '@haat/contracts/http/auth.ts';
import { type FormEvent, useState } from 'react';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useChangeEmail } from '../api/change-email.ts';
import { waitWords } from '../wait-words.ts';
import { AccountCard } from './account-card.tsx';
import { PasswordField } from './password-field.tsx';

export function EmailCard({ user }: { readonly user: User }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChangeEmail();
  const { error, variables } = change;
  const emailProblem = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email.trim())
    ? undefined
    : 'Enter an e-mail address like name@example.com';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (emailProblem || !password) return;
    change.mutate(
      { email: email.trim(), password },
      {
        onSuccess: () => {
          setPassword('');
          setTried(false);
        },
      },
    );
  };
  const isWrong = hasCode(error, 'auth.wrong-password') && variables?.password === password;
  const isSame = hasCode(error, 'auth.email-unchanged') && variables?.email === email.trim();
  const above =
    error && !hasCode(error, 'auth.wrong-password', 'auth.email-unchanged')
      ? (waitWords(error) ?? messageOf(error))
      : undefined;
  return (
    <AccountCard
      title="E-mail"
      text={`It is ${user.email} now. The new one counts once you follow the link that we send there; the old one gets a notice.`}
    >
      <form noValidate className="grid max-w-md gap-4" onSubmit={submit}>
        <FormProblem message={above} />
        {change.isSuccess ? (
          <Note tone="good">
            Look into the mailbox of <span className="wrap-anywhere">{change.variables.email}</span> and
            follow the link within an hour.
          </Note>
        ) : null}
        <TextField
          label="New e-mail"
          type="email"
          autoComplete="email"
          value={email}
          error={isSame ? 'That is your address already' : tried ? emailProblem : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label="Password"
          autoComplete="current-password"
          value={password}
          error={
            isWrong ? 'That is not your password' : tried && !password ? 'Enter your password' : undefined
          }
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" tone="primary" busy={change.isPending} className="justify-self-start">
          Send the link
        </Button>
      </form>
    </AccountCard>
  );
}
