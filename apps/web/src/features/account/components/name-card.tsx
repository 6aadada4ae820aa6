import type { Locale, User } from '@haat/contracts/http/auth.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
import { useUpdateProfile } from '../api/update-profile.ts';
import { AccountCard } from './account-card.tsx';

const LOCALES: readonly (readonly [Locale, string])[] = [
  ['en-US', 'United States: Nov 26, 2026, 4:05 PM'],
  ['en-GB', 'United Kingdom: 26 Nov 2026, 16:05'],
  ['en-IN', 'India: 26 Nov 2026, 4:05 pm'],
  ['en-IE', 'Ireland: 26 Nov 2026, 16:05'],
];
const asLocale = (value: string): Locale | null => LOCALES.find(([locale]) => locale === value)?.[0] ?? null;

export function NameCard({ user }: { readonly user: User }) {
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState(user.locale);
  const [tried, setTried] = useState(false);
  const update = useUpdateProfile();
  const changed = name.trim() !== user.name || locale !== user.locale;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    update.mutate({ name: name.trim(), locale }, { onSuccess: () => void toast('Your profile is saved.') });
  };
  return (
    <AccountCard title="You">
      <form noValidate className="grid max-w-md gap-4" onSubmit={submit}>
        <FormProblem message={update.error ? messageOf(update.error) : undefined} />
        <TextField
          label="Name"
          autoComplete="name"
          maxLength={100}
          hint="Sellers and the readers of your reviews see it"
          value={name}
          error={tried && !name.trim() ? 'Enter your name' : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label="Dates and times"
          hint="On these pages and in our mails"
          value={locale ?? ''}
          onChange={(event) => setLocale(asLocale(event.target.value))}
        >
          <option value="">As everybody here</option>
          {LOCALES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
        <Button
          type="submit"
          tone="primary"
          disabled={!changed}
          busy={update.isPending}
          className="justify-self-start"
        >
          Save
        </Button>
      </form>
    </AccountCard>
  );
}
