import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router';
import { pendingOrder } from '@/features/checkout/draft.ts';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { PayOrder } from '@/features/payment/components/pay-order.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { CheckoutFrame } from '../layout/checkout-frame.tsx';

const route = getRouteApi('/checkout/return');

/** Where the buyer's bank sends the buyer back to. */
export function CheckoutReturnPage() {
  useTitle('Payment');
  const { order: id, redirect_status: status } = route.useSearch();
  if (!id) return <Navigate to="/checkout" replace />;
  // What the address claims is only a hint; the confirmation page asks the server.
  if (status !== 'failed') {
    pendingOrder.clear();
    return <Navigate to="/orders/$id/confirmation" params={{ id }} replace />;
  }
  return (
    <CheckoutFrame>
      <Failed id={id} />
    </CheckoutFrame>
  );
}

function Failed({ id }: { readonly id: string }) {
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const done = () => {
    pendingOrder.clear();
    void queries.invalidateQueries({ queryKey: ['cart'] });
    void navigate({ to: '/orders/$id/confirmation', params: { id }, replace: true });
  };
  return (
    <div className="mx-auto grid max-w-xl gap-5">
      <h1 className="text-2xl">The payment was not confirmed</h1>
      <Note tone="bad">
        Authentication failed: your bank could not confirm that it was you. Nothing was charged.
      </Note>
      {error && !order ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {order ? (
        order.status === 'pending_payment' ? (
          <section className="card grid gap-4 p-5">
            <h2 className="text-lg">Order {order.number} is still held for you</h2>
            <PayOrder order={order} label="Try again" onPaid={done} />
          </section>
        ) : (
          <Link to="/orders/$id" params={{ id }} className="link">
            See order {order.number}
          </Link>
        )
      ) : error ? null : (
        <Loading what="the order">
          <Skeleton className="h-40" />
        </Loading>
      )}
    </div>
  );
}
