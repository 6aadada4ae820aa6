import { type FormEvent, useState } from 'react';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';

interface CodeFormProps {
  readonly label: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCode: (code: string) => void;
}

/** Six digits out of a mail. */
export function CodeForm({ label, busy, error, onCode }: CodeFormProps) {
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const complete = /^\d{6}$/.test(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete) onCode(code);
  };
  const problem = hasCode(error, 'auth.code-wrong')
    ? 'That code does not fit. Look for the newest mail: an older code does not work any more.'
    : error
      ? messageOf(error)
      : undefined;
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={problem} />
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={11}
        hint="Six digits"
        value={code}
        error={tried && !complete ? 'Enter the six digits of the mail' : undefined}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
      />
      <Button type="submit" tone="buy" busy={busy}>
        {label}
      </Button>
    </form>
  );
}
