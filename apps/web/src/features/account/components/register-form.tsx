import { type FormEvent, useState } from 'react';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { useRegister } from '../api/register.ts';
import {
  LONGEST_PASSWORD,
  lengthProblem,
  otherProblem,
  PASSWORD_HINT,
  passwordProblem,
} from '../new-password.ts';
import { PasswordField } from './password-field.tsx';

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
    password: lengthProblem(password),
  };
  // Of the password that was refused, not of the one that is being typed.
  const refused = password === register.variables?.password ? passwordProblem(register.error) : undefined;
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
      <FormProblem message={otherProblem(register.error)} />
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
        maxLength={LONGEST_PASSWORD}
        hint={PASSWORD_HINT}
        value={password}
        error={(tried ? errors.password : undefined) ?? refused}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" tone="buy" busy={register.isPending}>
        Create account
      </Button>
    </form>
  );
}
