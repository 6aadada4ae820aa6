import type { User } from '@haat/contracts/http/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { useChangePassword } from '../api/change-password.ts';
import { waysInQuery } from '../api/list-ways-in.ts';
import { LONGEST_PASSWORD, lengthProblem, PASSWORD_HINT, passwordProblem } from '../new-password.ts';
import { waitWords } from '../wait-words.ts';
import { AccountCard } from './account-card.tsx';
import { PasswordField } from './password-field.tsx';

export function PasswordCard({ user }: { readonly user: User }) {
  const ways = useQuery(waysInQuery);
  return ways.data && !ways.data.hasPassword ? <NoPassword email={user.email} /> : <ChangePassword />;
}

/** Made by an account at a provider, or opened by passkeys alone. */
function NoPassword({ email }: { readonly email: string }) {
  return (
    <AccountCard
      title="Password"
      text="Your account has none: it is opened by other ways. You can set one by mail."
    >
      <div>
        <Link to="/forgot-password" search={{ email }} className={buttonStyle({ size: 'sm' })}>
          Set a password
        </Link>
      </div>
    </AccountCard>
  );
}

function ChangePassword() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChangePassword();
  const { error, variables } = change;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!current || lengthProblem(next)) return;
    change.mutate(
      { currentPassword: current, newPassword: next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          setTried(false);
          toast('Your password is changed. Other devices are logged out.');
        },
      },
    );
  };
  const isWrong = hasCode(error, 'auth.wrong-password') && variables?.currentPassword === current;
  const refused = variables?.newPassword === next ? passwordProblem(error) : undefined;
  const above =
    error && !hasCode(error, 'auth.wrong-password') && !passwordProblem(error)
      ? (waitWords(error) ?? messageOf(error))
      : undefined;
  return (
    <AccountCard title="Password" text="Changing it logs you out on every other device.">
      <form noValidate className="grid max-w-md gap-4" onSubmit={submit}>
        <FormProblem message={above} />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          maxLength={LONGEST_PASSWORD}
          value={current}
          error={
            isWrong
              ? 'That is not your current password'
              : tried && !current
                ? 'Enter your current password'
                : undefined
          }
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          maxLength={LONGEST_PASSWORD}
          hint={PASSWORD_HINT}
          value={next}
          error={(tried ? lengthProblem(next) : undefined) ?? refused}
          onChange={(event) => setNext(event.target.value)}
        />
        <Button type="submit" tone="primary" busy={change.isPending} className="justify-self-start">
          Change password
        </Button>
      </form>
    </AccountCard>
  );
}
