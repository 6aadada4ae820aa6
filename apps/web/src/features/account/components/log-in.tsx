import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import { useState } from 'react';
import { Note } from '@/shared/ui/states.tsx';
import { LoginForm } from './login-form.tsx';
import { PasskeyLogIn } from './passkey-log-in.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { SecondStep } from './second-step.tsx';

/** Every way in, and the second step where the account asks for one. */
export function LogIn({
  email,
  next,
  onDone,
}: {
  readonly email: string;
  /** Where to go on after a visit to a provider. */
  readonly next: string;
  readonly onDone: () => void;
}) {
  const [challenge, setChallenge] = useState<LogInChallenge>();
  if (challenge)
    return <Answer challenge={challenge} onDone={onDone} onStartOver={() => setChallenge(undefined)} />;
  return (
    <div className="grid gap-4">
      <LoginForm email={email} onDone={onDone} onChallenge={setChallenge} />
      <Or />
      <PasskeyLogIn onDone={onDone} />
      <ProviderButtons next={next} />
    </div>
  );
}

/** What is still missing after a first step, or before an account at a provider is linked. */
export function Answer({
  challenge,
  onDone,
  onStartOver,
}: {
  readonly challenge: LogInChallenge;
  readonly onDone: () => void;
  readonly onStartOver: () => void;
}) {
  const [second, setSecond] = useState<LogInChallenge>();
  const { kind, link, methods } = challenge;
  if (kind === 'second-factor' || !link) {
    return <SecondStep challenge={challenge} onDone={onDone} onStartOver={onStartOver} />;
  }
  if (second) return <SecondStep challenge={second} onDone={onDone} onStartOver={onStartOver} />;
  return (
    <div className="grid gap-4">
      <Note>
        There is an account with the address <span className="font-semibold break-words">{link.email}</span>.
        Log in to it as you always do; from then on {link.provider.name} opens it, too.
      </Note>
      {methods.includes('password') ? (
        <LoginForm email={link.email} link={challenge.challenge} onDone={onDone} onChallenge={setSecond} />
      ) : null}
      {methods.includes('passkey') ? <PasskeyLogIn link={challenge.challenge} onDone={onDone} /> : null}
      {methods.length === 0 ? (
        <p>
          It has neither a password nor a passkey. Log in by the provider that you used before, then link this
          one under Account, Security.
        </p>
      ) : null}
    </div>
  );
}

export function Or() {
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
