import type { Order, OrderedLine, SellerOrderPart } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { BuyAgain } from '@/features/cart/components/buy-again.tsx';
import { useEmptiedCart } from '@/features/cart/use-emptied-cart.ts';
import { pendingOrder } from '@/features/checkout/draft.ts';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { useLiveOrder } from '@/features/orders/api/live-order.ts';
import { CancelItems } from '@/features/orders/components/cancel-items.tsx';
import { CancelOrder } from '@/features/orders/components/cancel-order.tsx';
import { SellerPart } from '@/features/orders/components/part-progress.tsx';
import { PayOrder } from '@/features/payment/components/pay-order.tsx';
import { ReturnCard } from '@/features/returns/components/return-card.tsx';
import { returnableLines, returnsOf } from '@/features/returns/returnable.ts';
import { ReviewButton } from '@/features/reviews/components/review-button.tsx';
import { RateSeller } from '@/features/seller-reviews/components/rate-seller.tsx';
import { ApiProblem } from '@/shared/lib/api-problem.ts';
import { formatDate, formatDateTime } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { useSession } from '@/shared/lib/session.ts';
import { AddressLines } from '@/shared/ui/address.tsx';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { OrderTotals } from '@/shared/ui/order-totals.tsx';
import { EmptyState, ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { Timeline } from '@/shared/ui/timeline.tsx';

const route = getRouteApi('/storefront/orders/$id');

const PAYMENT_WORDS = {
  none: 'Not paid',
  pending: 'Waiting for payment',
  succeeded: 'Paid',
  failed: 'Payment failed',
  refunding: 'Money on its way back',
  refunded: 'Money given back',
};

export function OrderPage() {
  const { id } = route.useParams();
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  const live = useLiveOrder(id, order !== undefined);
  useTitle(order ? `Order ${order.number}` : 'Order');
  useEmptiedCart(order);

  if (error && !order) return <NotVisible error={error} onRetry={() => void refetch()} />;
  if (!order) {
    return (
      <Loading what="the order" className="wrap-page grid gap-5 pt-9">
        <Skeleton className="h-9 w-72" />
        <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <Skeleton className="h-72" />
          <Skeleton className="h-72" />
        </div>
      </Loading>
    );
  }
  return (
    <div className="wrap-page grid gap-6 pt-9">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-1.5">
          <ToOrders />
          <h1 className="text-2xl">
            Order <span className="whitespace-nowrap">{order.number}</span>
          </h1>
          <p className="flex flex-wrap items-center gap-2.5 text-sm text-muted">
            <StatusBadge status={order.status} />
            Placed {formatDateTime(order.placedAt)}
            {live ? (
              <span className="inline-flex items-center gap-1.5 text-leaf">
                <span aria-hidden="true" className="size-2 rounded-full bg-leaf" />
                Live
              </span>
            ) : null}
          </p>
        </div>
        <CancelOrder order={order} />
      </div>
      {order.status === 'cancelled' ? (
        <Note tone="bad">
          This order was cancelled{order.cancellationReason ? `: ${order.cancellationReason}` : '.'}
        </Note>
      ) : null}
      {order.status === 'pending_payment' ? (
        <section aria-labelledby="pay" className="card grid max-w-2xl gap-4 p-5">
          <h2 id="pay" className="text-lg">
            This order waits for your payment
          </h2>
          {order.paymentStatus === 'failed' ? (
            <Note tone="bad">The last payment did not go through.</Note>
          ) : null}
          <PayOrder
            order={order}
            label="Pay now"
            onPaid={() => {
              pendingOrder.clear();
              void refetch();
            }}
          />
        </section>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid gap-4">
          {order.sellerOrders.map((part) => (
            <SellerPart key={part.id} part={part} lineAction={reviewOf}>
              <PartActions order={order} part={part} />
            </SellerPart>
          ))}
        </div>
        <div className="grid gap-4">
          <section aria-labelledby="timeline" className="card p-5">
            <h2 id="timeline" className="mb-4 text-base">
              What happened
            </h2>
            <Timeline entries={order.timeline} />
          </section>
          <section aria-labelledby="totals" className="card grid gap-3 p-5">
            <h2 id="totals" className="text-base">
              {PAYMENT_WORDS[order.paymentStatus]}
            </h2>
            <OrderTotals totals={order.totals} givenBack={order.givenBack} />
          </section>
          <section aria-labelledby="to" className="card grid gap-2 p-5">
            <h2 id="to" className="text-base">
              Deliver to
            </h2>
            <AddressLines address={order.address} />
            <p className="text-sm text-muted">{order.email}</p>
          </section>
        </div>
      </div>
    </div>
  );
}

/** A guest has no list to go back to. */
function ToOrders() {
  if (useSession().status !== 'user') return null;
  return (
    <Link
      to="/orders"
      className="link -ml-1 inline-flex min-h-11 w-fit items-center gap-1 text-sm font-semibold"
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      Your orders
    </Link>
  );
}

function PartActions({ order, part }: { readonly order: Order; readonly part: SellerOrderPart }) {
  const canReturn = returnableLines(order, part, new Date()).length > 0;
  const wasPaid = part.status !== 'awaiting_payment' && order.paymentStatus !== 'none';
  return (
    <>
      {returnsOf(order, part).map((each) => (
        <ReturnCard key={each.id} each={each} />
      ))}
      <div className="flex flex-wrap items-center gap-2.5 border-t border-line pt-4 empty:hidden">
        <CancelItems order={order} part={part} />
        {part.status === 'delivered' ? <RateSeller order={order} part={part} /> : null}
        {canReturn ? (
          <Link
            to="/orders/$id/return/$part"
            params={{ id: order.id, part: part.id }}
            className={buttonStyle({ size: 'sm' })}
          >
            Send items back
          </Link>
        ) : null}
        {wasPaid ? (
          <>
            <BuyAgain lines={part.lines} />
            <Link
              to="/orders/$id/invoice/$part"
              params={{ id: order.id, part: part.id }}
              className={buttonStyle({ size: 'sm' })}
            >
              Invoice
            </Link>
          </>
        ) : null}
        {canReturn && part.returnBy ? (
          <p className="basis-full text-sm text-muted">
            Items can be sent back until {formatDate(part.returnBy)}.
          </p>
        ) : null}
      </div>
    </>
  );
}

const reviewOf = (line: OrderedLine, part: SellerOrderPart) =>
  part.status === 'delivered' && line.cancelled < line.quantity ? (
    <ReviewButton product={{ id: line.productId, title: line.title, imageUrl: line.imageUrl }} />
  ) : null;

function NotVisible({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const session = useSession();
  const hidden = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
  return (
    <div className="wrap-page grid gap-4 pt-9">
      <h1 className="sr-only">Order</h1>
      {hidden ? (
        <EmptyState
          title="We cannot show this order here"
          action={
            <>
              <Link to="/track" className={buttonStyle({ tone: 'primary' })}>
                Look it up
              </Link>
              {session.status === 'user' ? (
                <Link to="/orders" className={buttonStyle()}>
                  Your orders
                </Link>
              ) : (
                <Link to="/login" search={{ next: location.pathname }} className={buttonStyle()}>
                  Log in
                </Link>
              )}
            </>
          }
        >
          Log in with the account it was placed with, or find it by its number and your e-mail address.
        </EmptyState>
      ) : (
        <ErrorState error={error} title="The order did not load" onRetry={onRetry} />
      )}
    </div>
  );
}
