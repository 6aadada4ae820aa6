import type { OrderSummary } from '@haat/contracts/http/order.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ordersQuery } from '@/features/orders/api/list-orders.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button, buttonStyle } from '@/shared/ui/button.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { RequireUser } from '../layout/require.tsx';

export function OrdersPage() {
  useTitle('Your orders');
  return <RequireUser>{() => <Orders />}</RequireUser>;
}

function Orders() {
  const query = useInfiniteQuery(ordersQuery);
  const orders = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="wrap-page grid max-w-4xl gap-5 pt-10">
      <h1 className="text-2xl">Your orders</h1>
      {query.error && !orders ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !orders ? (
        <Loading what="your orders" className="grid gap-3">
          {['a', 'b', 'c'].map((key) => (
            <Skeleton key={key} className="h-28" />
          ))}
        </Loading>
      ) : orders.length === 0 ? (
        <EmptyState
          title="No orders yet"
          action={
            <Link to="/search" className={buttonStyle({ tone: 'buy' })}>
              Walk the stalls
            </Link>
          }
        >
          Ordered as a guest? Find it with its number under{' '}
          <Link to="/track" className="link">
            Track an order
          </Link>
          .
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {orders.map((order) => (
            <li key={order.id}>
              <OrderCard order={order} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older orders
        </Button>
      ) : null}
    </div>
  );
}

function OrderCard({ order }: { readonly order: OrderSummary }) {
  const words = order.status === 'confirmed' ? [...new Set(order.parts)] : [order.status];
  return (
    <article className="card relative flex flex-wrap items-center gap-x-5 gap-y-3 p-4 hover:border-line-strong">
      <span className="flex w-24 -space-x-4">
        {order.imageUrls.slice(0, 3).map((url, index) => (
          <Picture
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may share one picture
            key={`${url}${index}`}
            src={url}
            alt=""
            size={56}
            className="size-14 rounded-md border-2 border-paper"
          />
        ))}
      </span>
      <div className="min-w-44 flex-1">
        <h2 className="text-base tracking-normal">
          <Link to="/orders/$id" params={{ id: order.id }} className="after:absolute after:inset-0">
            {order.number}
          </Link>
        </h2>
        <p className="text-sm text-muted">
          {formatDate(order.placedAt)} · {order.itemCount} {order.itemCount === 1 ? 'item' : 'items'} from{' '}
          {order.sellerCount} {order.sellerCount === 1 ? 'shop' : 'shops'}
        </p>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          {words.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </p>
      </div>
      <p className="figures text-lg font-bold">{formatMoney(order.total)}</p>
    </article>
  );
}
