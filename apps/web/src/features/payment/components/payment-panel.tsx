import type { Order, PaymentHandle } from '@haat/contracts/http/order.ts';
import { LockKeyhole, TimerReset } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { timeLeft } from '@/shared/lib/dates.ts';
import { useNow } from '@/shared/lib/page.ts';
import { Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { SandboxCardForm } from './sandbox-card-form.tsx';

// Stripe's script is fetched only where Stripe takes the payment.
const StripeForm = lazy(() => import('./stripe-form.tsx').then((module) => ({ default: module.StripeForm })));

interface PaymentPanelProps {
  readonly order: Order;
  readonly handle: PaymentHandle;
  readonly onPaid: () => void;
}

export function PaymentPanel({ order, handle, onPaid }: PaymentPanelProps) {
  const returnUrl = `${location.origin}/checkout/return?order=${order.id}`;
  const props = { handle, amount: order.totals.total, returnUrl, onPaid };
  return (
    <div className="grid gap-4">
      {order.payBy ? <PayBy until={order.payBy} /> : null}
      {handle.provider === 'sandbox' ? (
        <SandboxCardForm {...props} />
      ) : (
        <Suspense
          fallback={
            <Loading what="the payment form" className="grid gap-3">
              <Skeleton className="h-12" />
              <Skeleton className="h-12" />
            </Loading>
          }
        >
          <StripeForm {...props} />
        </Suspense>
      )}
      <p className="flex items-center gap-2 text-sm text-muted">
        <LockKeyhole aria-hidden="true" className="size-4 shrink-0" />
        Your card goes straight to the payment provider. Haat never sees it.
      </p>
    </div>
  );
}

export function PayBy({ until }: { readonly until: string }) {
  const left = timeLeft(until, useNow(1000));
  if (!left)
    return <Note tone="warn">The time to pay is over. If the items are still held, paying works.</Note>;
  return (
    <p className="flex items-center gap-2 text-sm">
      <TimerReset aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span>
        Your items are held for <strong className="figures">{left}</strong>
      </span>
    </p>
  );
}
