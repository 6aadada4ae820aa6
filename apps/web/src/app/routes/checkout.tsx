import type { PlacedOrder } from '@haat/contracts/http/order.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { addressBookQuery, useSaveAddress } from '@/features/addresses/api/address-book.ts';
import { cartQuery } from '@/features/cart/api/get-cart.ts';
import { CheckoutForm } from '@/features/checkout/components/checkout-form.tsx';
import { pendingOrder } from '@/features/checkout/draft.ts';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { cardsQuery } from '@/features/payment/api/list-cards.ts';
import { PaymentPanel } from '@/features/payment/components/payment-panel.tsx';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { useSession } from '@/shared/lib/session.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { CheckoutFrame } from '../layout/checkout-frame.tsx';

export function CheckoutPage() {
  useTitle('Checkout');
  return (
    <CheckoutFrame>
      <h1 className="mb-5 text-2xl">Checkout</h1>
      <Checkout />
    </CheckoutFrame>
  );
}

function Checkout() {
  const session = useSession();
  const cart = useQuery(cartQuery);
  const isUser = session.status === 'user';
  const book = useQuery({ ...addressBookQuery, enabled: isUser });
  // Asked for ahead of the payment, so that they are there when it is.
  const cards = useQuery({ ...cardsQuery, enabled: isUser });
  const keepAddress = useSaveAddress();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [placed, setPlaced] = useState<PlacedOrder>();
  const paymentArea = useRef<HTMLDivElement>(null);
  // Paying empties the cart on the server; what was bought stays in view here.
  const [frozenCart, setFrozenCart] = useState(cart.data);
  useEffect(() => {
    if (!placed && cart.data) setFrozenCart(cart.data);
  }, [placed, cart.data]);
  const areCardsAwaited = !cards.isFetched && cards.fetchStatus === 'fetching';
  const isPaymentShown = Boolean(placed?.payment) && !areCardsAwaited;
  useEffect(() => {
    if (!isPaymentShown) return;
    paymentArea.current?.scrollIntoView({ block: 'center' });
    paymentArea.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
  }, [isPaymentShown]);

  if (cart.error && !cart.data) {
    return (
      <ErrorState error={cart.error} title="Your cart did not load" onRetry={() => void cart.refetch()} />
    );
  }
  const shown = placed ? (frozenCart ?? cart.data) : cart.data;
  // Without the address book the checkout goes on: an address can be typed.
  const isBookAwaited = isUser && book.isPending && book.fetchStatus === 'fetching';
  if (!shown || session.status === 'unknown' || isBookAwaited) return <CheckoutSkeleton />;
  if (shown.items.length === 0) {
    return (
      <>
        <PendingNote />
        <EmptyState
          title="There is nothing to check out"
          action={
            <Link to="/search" className={buttonStyle({ tone: 'buy' })}>
              Walk the stalls
            </Link>
          }
        >
          Put something into your cart first.
        </EmptyState>
      </>
    );
  }
  const goToConfirmation = (id: string) => {
    pendingOrder.clear();
    void queries.invalidateQueries({ queryKey: ['cart'] });
    void navigate({ to: '/orders/$id/confirmation', params: { id }, replace: true });
  };
  return (
    <>
      {placed ? null : <PendingNote />}
      <CheckoutForm
        cart={shown}
        user={session.status === 'user' ? session.user : undefined}
        addresses={book.data?.items ?? []}
        onKeepAddress={(address) =>
          keepAddress.mutate(
            { address },
            {
              onError: (error) => void toast('The address was not kept', { description: messageOf(error) }),
            },
          )
        }
        placed={placed}
        onPlaced={(result) => {
          queries.setQueryData(orderQuery(result.order.id).queryKey, result.order);
          if (result.payment) setPlaced(result);
          else goToConfirmation(result.order.id);
        }}
        payment={
          placed?.payment ? (
            <div ref={paymentArea}>
              <PaymentPanel
                order={placed.order}
                handle={placed.payment}
                onPaid={() => goToConfirmation(placed.order.id)}
              />
            </div>
          ) : null
        }
      />
    </>
  );
}

/** For whoever placed an order here and came back without having paid. */
function PendingNote() {
  const [pending] = useState(() => pendingOrder.read());
  const { data: order, isFetching } = useQuery({
    ...orderQuery(pending?.id ?? ''),
    enabled: pending !== undefined,
  });
  if (pending && !order && isFetching) return <Skeleton className="mb-4 h-17 sm:h-12" />;
  if (!pending || order?.status !== 'pending_payment') return null;
  return (
    <Note tone="warn" className="mb-4">
      Order {pending.number} still waits for its payment.{' '}
      <Link to="/orders/$id" params={{ id: pending.id }} className="underline underline-offset-2">
        Pay it
      </Link>{' '}
      or go on with a new one.
    </Note>
  );
}

function CheckoutSkeleton() {
  return (
    <Loading what="the checkout" className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid gap-4">
        <Skeleton className="h-44" />
        <Skeleton className="h-96" />
      </div>
      <Skeleton className="h-80" />
    </Loading>
  );
}
