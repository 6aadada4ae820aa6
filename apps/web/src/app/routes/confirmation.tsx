import type { Order } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CircleCheck, Mail } from 'lucide-react';
import { useEmptiedCart } from '@/features/cart/use-emptied-cart.ts';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { useLiveOrder } from '@/features/orders/api/live-order.ts';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { useSession } from '@/shared/lib/session.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { Awning } from '@/shared/ui/store-card.tsx';

const route = getRouteApi('/storefront/orders/$id/confirmation');

export function ConfirmationPage() {
  const { id } = route.useParams();
  const {
    data: order,
    error,
    refetch,
  } = useQuery({
    ...orderQuery(id),
    // The stream tells at once; this is for where a proxy holds streams back.
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'pending_payment' ? false : 2_000),
  });
  useLiveOrder(id, order !== undefined && order.status === 'pending_payment');
  const status = order?.status;
  useTitle(status === 'confirmed' ? 'Order confirmed' : 'Confirming your payment');
  useEmptiedCart(order);

  return (
    <div className="wrap-page pt-9">
      <div className="card mx-auto max-w-2xl overflow-hidden">
        <Awning slug="confirmation" />
        <div className="grid gap-6 p-6 sm:p-9">
          {error && !order ? (
            <>
              <h1 className="text-2xl">Your order</h1>
              <ErrorState error={error} title="The order did not load" onRetry={() => void refetch()} />
            </>
          ) : order?.status === 'confirmed' ? (
            <Confirmed order={order} />
          ) : order?.status === 'cancelled' ? (
            <>
              <h1 className="text-2xl">This order was cancelled</h1>
              <p>
                {order.cancellationReason ?? 'It could not be completed.'} If you have paid, the whole amount
                goes back to your card.
              </p>
              <Link to="/cart" className={buttonStyle({ tone: 'primary', className: 'w-fit' })}>
                Back to the cart
              </Link>
            </>
          ) : (
            <Waiting order={order} />
          )}
        </div>
      </div>
    </div>
  );
}

function Waiting({ order }: { readonly order: Order | undefined }) {
  return (
    <>
      <h1 className="text-2xl">Confirming your payment…</h1>
      <p className="text-muted">
        This takes a moment. You can close this page: the order goes on without it.
      </p>
      {order?.paymentStatus === 'failed' ? (
        <Note tone="bad">
          The payment did not go through.{' '}
          <Link to="/orders/$id" params={{ id: order.id }} className="underline underline-offset-2">
            Try again
          </Link>
        </Note>
      ) : null}
      <Loading what="the confirmation" className="grid gap-3">
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="h-24" />
      </Loading>
      {order ? (
        <Link to="/orders/$id" params={{ id: order.id }} className="link w-fit">
          Go to order {order.number}
        </Link>
      ) : null}
    </>
  );
}

function Confirmed({ order }: { readonly order: Order }) {
  const session = useSession();
  const now = new Date();
  return (
    <>
      <div className="grid gap-3">
        <CircleCheck aria-hidden="true" className="size-10 text-leaf" />
        <h1 className="text-2xl">Thank you, your order is confirmed</h1>
        <p>
          Order <strong className="figures">{order.number}</strong>, {formatMoney(order.totals.total)} paid.
        </p>
        <p className="flex items-start gap-2 text-muted">
          <Mail aria-hidden="true" className="mt-1 size-4 shrink-0" />
          <span>
            The confirmation is on its way to <strong className="text-text">{order.email}</strong>.
          </span>
        </p>
      </div>
      <ul className="grid gap-4 border-y border-line py-5">
        {order.sellerOrders.map((part) => (
          <li key={part.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="flex -space-x-3">
              {part.lines.slice(0, 3).map((line) => (
                <Picture
                  key={line.offerId}
                  src={line.imageUrl}
                  alt=""
                  size={48}
                  className="size-12 rounded-full border-2 border-paper"
                />
              ))}
            </span>
            <span className="text-sm">
              <strong>{part.sellerName}</strong>
              <br />
              Arrives by {dayWords(part.deliverBy, now)}
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Link to="/orders/$id" params={{ id: order.id }} className={buttonStyle({ tone: 'buy' })}>
          Track your order
        </Link>
        <Link to="/" className={buttonStyle()}>
          Back to the market
        </Link>
      </div>
      {session.status === 'guest' ? (
        <Note>
          <Link to="/register" search={{ next: '/', email: order.email }} className="link">
            Create an account
          </Link>{' '}
          with this address to check out faster next time. This order stays with you in this browser, and by
          its number and your e-mail.
        </Note>
      ) : null}
    </>
  );
}
