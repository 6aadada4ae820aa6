import { useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import type { ProofRequest } from '@/shared/lib/reauthentication.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { providersQuery } from '../api/list-providers.ts';
import { useReauthenticate, useReauthenticateWithPasskey } from '../api/reauthenticate.ts';
import { useVisitProvider } from '../api/visit-provider.ts';
import { hasPasskeys, PasskeyTrouble } from '../passkey-ceremony.ts';
import { PasswordField } from './password-field.tsx';
import { ProviderMark } from './provider-buttons.tsx';

/** Asks who it is where an act needs a fresh proof, and lets the act go on. */
export function ProofDialog({ request }: { readonly request: ProofRequest }) {
  return (
    <Modal
      open
      onOpenChange={() => request.answer(false)}
      title="Confirm that it is you"
      description="You logged in some time ago, and this changes who gets into an account."
    >
      <Proof request={request} />
    </Modal>
  );
}

function Proof({ request: { methods, answer } }: { readonly request: ProofRequest }) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const byPassword = useReauthenticate();
  const byPasskey = useReauthenticateWithPasskey();
  const visit = useVisitProvider();
  const { data } = useQuery(providersQuery);
  const providers = data?.providers.filter(({ id }) => methods.providers.includes(id)) ?? [];
  const error = byPassword.error ?? byPasskey.error ?? visit.error;
  const done = { onSuccess: () => answer(true) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    byPasskey.reset();
    if (password) byPassword.mutate(password, done);
  };
  return (
    <div className="grid gap-4">
      <FormProblem message={error ? wordsOf(error) : undefined} />
      {methods.password ? (
        <form noValidate className="grid gap-4" onSubmit={submit}>
          <PasswordField
            label="Password"
            autoComplete="current-password"
            value={password}
            error={tried && !password ? 'Enter your password' : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" tone="primary" busy={byPassword.isPending}>
            Confirm
          </Button>
        </form>
      ) : null}
      {methods.passkey && hasPasskeys() ? (
        <Button
          busy={byPasskey.isPending}
          onClick={() => {
            byPassword.reset();
            byPasskey.mutate(undefined, done);
          }}
        >
          <Fingerprint aria-hidden="true" className="size-4.5" />
          Use a passkey
        </Button>
      ) : null}
      {providers.map((provider) => (
        <Button
          key={provider.id}
          busy={visit.isPending}
          onClick={() =>
            visit.mutate({
              provider: provider.id,
              purpose: 'proof',
              next: `${location.pathname}${location.search}`,
            })
          }
        >
          <ProviderMark id={provider.id} />
          Continue with {provider.name}
        </Button>
      ))}
    </div>
  );
}

const wordsOf = (error: unknown): string =>
  error instanceof PasskeyTrouble ? error.message : messageOf(error);
