import { useQuery } from '@tanstack/react-query';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { waysInQuery } from '../api/list-ways-in.ts';
import { LinkedAccountsCard } from './linked-accounts-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { RecoveryCodesCard } from './recovery-codes-card.tsx';
import { TwoStepCard } from './two-step-card.tsx';

/** Everything beside the password that opens the account. */
export function WaysInCards() {
  const ways = useQuery(waysInQuery);
  if (ways.isError) return <ErrorState error={ways.error} onRetry={() => void ways.refetch()} />;
  if (ways.isPending) {
    return (
      <Loading what="the ways into your account" className="grid gap-5">
        <Skeleton className="h-36" />
        <Skeleton className="h-36" />
      </Loading>
    );
  }
  return (
    <>
      <TwoStepCard ways={ways.data} />
      <RecoveryCodesCard ways={ways.data} />
      <PasskeysCard ways={ways.data} />
      <LinkedAccountsCard ways={ways.data} />
    </>
  );
}
