import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { waysInQuery } from '../api/list-ways-in.ts';
import { usePassSecondFactor, usePassSecondFactorWithPasskey } from '../api/pass-second-factor.ts';
import { FEW_CODES } from '../few-codes.ts';
import { hasPasskeys, PasskeyTrouble } from '../passkey-ceremony.ts';

/** After a right password: the code of the app, a passkey, or a recovery code. */
export function SecondStep({
  challenge: { challenge, methods },
  onDone,
  onStartOver,
}: {
  readonly challenge: LogInChallenge;
  readonly onDone: () => void;
  readonly onStartOver: () => void;
}) {
  const [method, setMethod] = useState<'totp' | 'recovery-code'>('totp');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const byCode = usePassSecondFactor();
  const byPasskey = usePassSecondFactorWithPasskey();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  // The step came in place of another one: whoever types goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time another field is shown
  useEffect(() => form.current?.querySelector('input')?.focus(), [method]);

  const complete = method === 'totp' ? /^\d{6}$/.test(code) : code.replace(/[\s-]/g, '').length === 16;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete) return;
    byCode.mutate(
      { challenge, method, code },
      {
        onSuccess: () => {
          if (method === 'recovery-code') void tellWhatIsLeft();
          onDone();
        },
      },
    );
  };
  const tellWhatIsLeft = async () => {
    const { recoveryCodesLeft: left } = await queries.fetchQuery(waysInQuery);
    const words = `${left} recovery ${left === 1 ? 'code is' : 'codes are'} left.`;
    if (left <= FEW_CODES) toast.warning(`${words} Make new ones under Account, Security.`);
    else toast(words);
  };
  const error = byCode.error ?? byPasskey.error;
  const over = hasCode(error, 'auth.challenge-over', 'auth.session-ended');
  const other = method === 'totp' ? 'recovery-code' : 'totp';
  return (
    <form ref={form} noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={problemOf(error)} />
      {over ? (
        <Button tone="primary" onClick={onStartOver}>
          Log in again
        </Button>
      ) : (
        <>
          {method === 'totp' ? (
            <TextField
              label="Code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={11}
              hint="Six digits of your authenticator app"
              value={code}
              error={tried && !complete ? 'Enter the six digits that your app shows' : undefined}
              onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
            />
          ) : (
            <TextField
              label="Recovery code"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={30}
              hint="One of those that you saved, e.g. 7k3m-x2pd-9fhq-4tza. It works once."
              value={code}
              error={tried && !complete ? 'Enter all sixteen letters and digits' : undefined}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
          <Button type="submit" tone="buy" busy={byCode.isPending}>
            Log in
          </Button>
          <div className="flex flex-wrap gap-3 border-t border-line pt-4">
            {methods.includes('passkey') && hasPasskeys() ? (
              <Button
                size="sm"
                busy={byPasskey.isPending}
                onClick={() => {
                  byCode.reset();
                  byPasskey.mutate(challenge, { onSuccess: onDone });
                }}
              >
                <Fingerprint aria-hidden="true" className="size-4" />
                Use a passkey
              </Button>
            ) : null}
            {methods.includes(other) ? (
              <Button
                size="sm"
                onClick={() => {
                  setMethod(other);
                  setCode('');
                  setTried(false);
                  byCode.reset();
                }}
              >
                {method === 'totp' ? 'Use a recovery code' : 'Use the app'}
              </Button>
            ) : null}
            <Button size="sm" onClick={onStartOver}>
              Start over
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function problemOf(error: unknown): string | undefined {
  if (!error) return undefined;
  if (error instanceof PasskeyTrouble) return error.message;
  if (hasCode(error, 'auth.second-factor-wrong')) {
    const left = Number(error.meta.attemptsLeft);
    const words = 'That code does not fit, or was used before. Wait for the next one.';
    return left === 1 ? `${words} One more try is left.` : words;
  }
  return messageOf(error);
}
