import type { SavedCard } from '@haat/contracts/http/card.ts';
import type { Order, PaymentHandle } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { LockKeyhole, TimerReset } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { timeLeft } from '@/shared/lib/dates.ts';
import { orderKeyHeaders } from '@/shared/lib/order-keys.ts';
import { useNow } from '@/shared/lib/page.ts';
import { useSession } from '@/shared/lib/session.ts';
import { Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { type CardWish, useCardWish } from '../api/keep-card.ts';
import { cardsQuery } from '../api/list-cards.ts';
import { isExpired } from '../card-words.ts';
import { SandboxCardForm } from './sandbox-card-form.tsx';
import { CardChoice, PaySavedCard } from './saved-cards.tsx';

// Stripe's script is fetched only where Stripe takes the payment.
const StripeForm = lazy(() => import('./stripe-form.tsx').then((module) => ({ default: module.StripeForm })));

interface PaymentPanelProps {
  readonly order: Order;
  readonly handle: PaymentHandle;
  readonly onPaid: () => void;
}

export function PaymentPanel(props: PaymentPanelProps) {
  const { order } = props;
  const isUser = useSession().status === 'user';
  // Cards are kept for accounts; an order that a guest's key opens is a guest's.
  const ofAccount = isUser && Object.keys(orderKeyHeaders(order.id)).length === 0;
  return (
    <div className="grid gap-4">
      {order.payBy ? <PayBy until={order.payBy} /> : null}
      {ofAccount ? <AccountPayment {...props} /> : <CardForm {...props} wish={undefined} />}
      <p className="flex items-center gap-2 text-sm text-muted">
        <LockKeyhole aria-hidden="true" className="size-4 shrink-0" />
        Your card goes straight to the payment provider. Haat never sees it.
      </p>
    </div>
  );
}

function AccountPayment(props: PaymentPanelProps) {
  const { data, isFetched, fetchStatus } = useQuery(cardsQuery);
  // Without the list the payment goes on: a card can be typed.
  if (!isFetched && fetchStatus === 'fetching') return <FormSkeleton />;
  const now = new Date();
  return <CardOrForm {...props} cards={(data ?? []).filter((card) => !isExpired(card, now))} />;
}

function CardOrForm({ cards, ...props }: PaymentPanelProps & { readonly cards: readonly SavedCard[] }) {
  const { order, onPaid } = props;
  const wish = useCardWish(order.id);
  // The list may come late or change: what is chosen, or being typed, stays.
  const [chosen, setChosen] = useState(cards[0]?.id);
  const card = cards.find(({ id }) => id === chosen)?.id;
  return (
    <>
      {cards.length > 0 ? <CardChoice cards={cards} chosen={card} onChoose={setChosen} /> : null}
      {card ? (
        <PaySavedCard
          key={card}
          orderId={order.id}
          cardId={card}
          amount={order.totals.total}
          onPaid={onPaid}
        />
      ) : (
        <CardForm {...props} wish={wish} />
      )}
    </>
  );
}

function CardForm({
  order,
  handle,
  onPaid,
  wish,
}: PaymentPanelProps & { readonly wish: CardWish | undefined }) {
  const returnUrl = `${location.origin}/checkout/return?order=${order.id}`;
  const props = { handle, amount: order.totals.total, returnUrl, onPaid, wish };
  if (handle.provider === 'sandbox') return <SandboxCardForm {...props} />;
  return (
    <Suspense fallback={<FormSkeleton />}>
      <StripeForm {...props} />
    </Suspense>
  );
}

function FormSkeleton() {
  return (
    <Loading what="the payment form" className="grid gap-3">
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
    </Loading>
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
