import type { WaysIn } from '@haat/contracts/http/factors.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useRenewRecoveryCodes } from '../api/change-ways-in.ts';
import { FEW_CODES } from '../few-codes.ts';
import { AccountCard } from './account-card.tsx';
import { SavedCodes } from './saved-codes.tsx';

/** For the day on which the phone is gone; there are none without two-step log-in. */
export function RecoveryCodesCard({ ways }: { readonly ways: WaysIn }) {
  const renew = useRenewRecoveryCodes();
  if (!ways.totp) return null;
  const left = ways.recoveryCodesLeft;
  return (
    <AccountCard
      title="Recovery codes"
      text={`${left} of 10 ${left === 1 ? 'is' : 'are'} left. Each opens your account once, in place of a code of the app.`}
    >
      {renew.data ? (
        <SavedCodes codes={renew.data} onDone={renew.reset} />
      ) : (
        <div className="grid justify-items-start gap-3">
          {left <= FEW_CODES ? (
            <Note tone="warn" className="justify-self-stretch">
              {left === 0 ? 'You have no recovery code left.' : 'Only a few are left.'} Make new ones before
              you need them.
            </Note>
          ) : null}
          <FormProblem message={renew.error ? messageOf(renew.error) : undefined} />
          <Button
            size="sm"
            tone={left <= FEW_CODES ? 'primary' : 'quiet'}
            busy={renew.isPending}
            onClick={() => renew.mutate()}
          >
            Make new codes
          </Button>
          <p className="text-sm text-muted">The codes of before stop working then.</p>
        </div>
      )}
    </AccountCard>
  );
}
