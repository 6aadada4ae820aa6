import type { AccountFactors, Customer } from '@haat/contracts/http/customer.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { factorsQuery, useFactorRemoval } from '../api/customers.ts';
import { factorWords } from '../factor-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What an account asks for beside the password, and the way out for who has lost it. */
export function SecondFactors({
  customer,
  mayRemove,
}: {
  readonly customer: Customer;
  readonly mayRemove: boolean;
}) {
  const { data, error, refetch } = useQuery(factorsQuery(customer.id));
  return (
    <section
      aria-labelledby="second-step"
      className="grid justify-items-start gap-3 mt-5 border-t border-line pt-5"
    >
      <h3 id="second-step" className="text-base">
        Second step
      </h3>
      {data ? (
        <Standing customer={customer} factors={data} mayRemove={mayRemove} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="the second step" className="w-full">
          <Skeleton className="h-6 w-48" />
        </Loading>
      )}
    </section>
  );
}

function Standing({
  customer,
  factors,
  mayRemove,
}: {
  readonly customer: Customer;
  readonly factors: AccountFactors;
  readonly mayRemove: boolean;
}) {
  const change = useFactorRemoval(customer.id);
  const [asking, setAsking] = useState(false);
  const { removal } = factors;
  return (
    <>
      <p className="text-sm">{factorWords(factors)}</p>
      {removal ? (
        <Note tone="warn">
          To be removed on {formatDateTime(removal.takesEffectAt)}. Ordered by {removal.orderedBy}: “
          {removal.reason}”
        </Note>
      ) : null}
      {removal && mayRemove ? (
        <>
          <FormProblem message={change.error ? messageOf(change.error) : undefined} />
          <Button
            size="sm"
            busy={change.isPending}
            onClick={() =>
              change.mutate('cancel', { onSuccess: () => toast.success('The second step stays') })
            }
          >
            Cancel the removal
          </Button>
        </>
      ) : mayRemove && (factors.totp || factors.passkeys > 0) ? (
        <Button size="sm" tone="danger" onClick={() => setAsking(true)}>
          Remove the second step
        </Button>
      ) : null}
      {asking ? (
        <ReasonDialog
          title={`Remove ${customer.name}’s second step?`}
          text="For somebody who has lost app, recovery codes and passkeys. Be sure who asks: the password alone opens the account then. The owner gets a mail now and can cancel it until it takes effect."
          action="Remove the second step"
          tone="danger"
          busy={change.isPending}
          error={change.error}
          onClose={() => {
            setAsking(false);
            change.reset();
          }}
          onSubmit={(reason) =>
            change.mutate(
              { reason },
              {
                onSuccess: () => {
                  setAsking(false);
                  toast.success('The owner is told, and has time to cancel it');
                },
              },
            )
          }
        />
      ) : null}
    </>
  );
}
