import { type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { useRegister } from '../api/register.ts';
import { PasswordField } from './password-field.tsx';

const SHORTEST_PASSWORD = 10;

export function RegisterForm({
  email: given,
  onBegun,
}: {
  readonly email: string;
  readonly onBegun: (email: string) => void;
}) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState(given);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const register = useRegister();
  const errors = {
    name: name.trim() ? undefined : 'Enter your name',
    email: /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email.trim())
      ? undefined
      : 'Enter an e-mail address like name@example.com',
    password:
      password.length >= SHORTEST_PASSWORD ? undefined : `Use at least ${SHORTEST_PASSWORD} characters`,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.name || errors.email || errors.password) return;
    register.mutate(
      { name: name.trim(), email: email.trim(), password },
      { onSuccess: (begun) => onBegun(begun.email) },
    );
  };
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={register.error ? messageOf(register.error) : undefined} />
      <TextField
        label="Name"
        autoComplete="name"
        maxLength={100}
        value={name}
        error={tried ? errors.name : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        error={tried ? errors.email : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        maxLength={128}
        hint={`At least ${SHORTEST_PASSWORD} characters; a few words work well`}
        value={password}
        error={tried ? errors.password : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" tone="buy" busy={register.isPending}>
        Create account
      </Button>
    </form>
  );
}
