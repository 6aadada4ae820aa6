import type { TotpEnrolment, WaysIn } from '@haat/contracts/http/factors.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { QrCode } from '@/shared/ui/qr-code.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useBeginTotp, useConfirmTotp, useDisableTotp } from '../api/change-ways-in.ts';
import { AccountCard } from './account-card.tsx';
import { Badge } from './badge.tsx';
import { PasswordField } from './password-field.tsx';
import { SavedCodes } from './saved-codes.tsx';

/** Two-step log-in by an authenticator app. */
export function TwoStepCard({ ways }: { readonly ways: WaysIn }) {
  const begin = useBeginTotp();
  // Here and not in the form, which is gone as soon as it is on: the codes are told this once.
  const confirm = useConfirmTotp();
  const [disabling, setDisabling] = useState(false);
  const isOn = ways.totp !== null;
  return (
    <AccountCard
      title="Two-step log-in"
      badge={isOn ? <Badge tone="good">On</Badge> : <Badge tone="quiet">Off</Badge>}
      text={
        ways.totp
          ? `Since ${formatDate(ways.totp.since)} your account asks for a code of your app after the password.`
          : 'After the password, your account also asks for a code that an app on your phone shows. Whoever learns your password alone does not get in.'
      }
    >
      {confirm.data ? (
        <SavedCodes
          codes={confirm.data}
          onDone={() => {
            begin.reset();
            confirm.reset();
          }}
        />
      ) : isOn ? (
        <div>
          <Button size="sm" tone="danger" onClick={() => setDisabling(true)}>
            Turn off
          </Button>
          <TurnOff ways={ways} open={disabling} onOpenChange={setDisabling} />
        </div>
      ) : begin.data ? (
        <Enrolment enrolment={begin.data} confirm={confirm} onCancel={begin.reset} />
      ) : (
        <div className="grid justify-items-start gap-3">
          <FormProblem message={begin.error ? messageOf(begin.error) : undefined} />
          <Button tone="primary" busy={begin.isPending} onClick={() => begin.mutate()}>
            Set up
          </Button>
        </div>
      )}
    </AccountCard>
  );
}

function Enrolment({
  enrolment,
  confirm,
  onCancel,
}: {
  readonly enrolment: TotpEnrolment;
  readonly confirm: ReturnType<typeof useConfirmTotp>;
  readonly onCancel: () => void;
}) {
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const complete = /^\d{6}$/.test(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete) confirm.mutate(code);
  };
  const problem = hasCode(confirm.error, 'auth.code-refused')
    ? 'That code does not fit. Look at the app again; if it still does not, check that the clock of your phone is right.'
    : confirm.error
      ? messageOf(confirm.error)
      : undefined;
  return (
    <div className="grid gap-5 border-t border-line pt-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <QrCode
        text={enrolment.uri}
        label="To be scanned by your authenticator app"
        className="size-44 rounded-sm border border-line"
      />
      <form noValidate className="grid content-start gap-4" onSubmit={submit}>
        <ol className="grid list-decimal gap-1.5 pl-5 text-sm">
          <li>Open an authenticator app, e.g. Google Authenticator, 1Password or Aegis.</li>
          <li>
            Scan the code, or type this key:{' '}
            <code className="rounded-sm bg-sunk px-1.5 py-0.5 font-semibold tracking-wide">
              {enrolment.secret.replace(/.{4}(?=.)/g, '$& ')}
            </code>
          </li>
          <li>Enter the six digits that it shows.</li>
        </ol>
        <FormProblem message={problem} />
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={11}
          value={code}
          error={tried && !complete ? 'Enter the six digits that your app shows' : undefined}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
        />
        <p className="text-sm text-muted">Your other devices are logged out when you turn it on.</p>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" tone="buy" busy={confirm.isPending}>
            Turn on
          </Button>
          <Button onClick={onCancel}>Not now</Button>
        </div>
      </form>
    </div>
  );
}

function TurnOff({
  ways,
  open,
  onOpenChange,
}: {
  readonly ways: WaysIn;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const disable = useDisableTotp();
  const errors = {
    password: ways.hasPassword && !password ? 'Enter your password' : undefined,
    code: code.trim().length >= 6 ? undefined : 'Enter a code',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.password || errors.code) return;
    disable.mutate(
      { code: code.trim(), ...(ways.hasPassword ? { password } : {}) },
      {
        onSuccess: () => {
          onOpenChange(false);
          setPassword('');
          setCode('');
          setTried(false);
          toast('Two-step log-in is off.');
        },
      },
    );
  };
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title="Turn two-step log-in off?"
      description="Your password alone opens the account then. Your recovery codes are good no more."
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={disable.error ? messageOf(disable.error) : undefined} />
        {ways.hasPassword ? (
          <PasswordField
            label="Password"
            autoComplete="current-password"
            value={password}
            error={tried ? errors.password : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <TextField
          label="Code"
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={30}
          hint="Six digits of the app, or a recovery code"
          value={code}
          error={tried ? errors.code : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={() => onOpenChange(false)}>Keep it on</Button>
          <Button type="submit" tone="danger" busy={disable.isPending}>
            Turn off
          </Button>
        </div>
      </form>
    </Modal>
  );
}
