import type { OrderSummary, OwnOrderState } from '@haat/contracts/http/order.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ordersQuery } from '@/features/orders/api/list-orders.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useSearchWords, useTitle } from '@/shared/lib/page.ts';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { SearchInput } from '@/shared/ui/filters.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { RequireUser } from '../layout/require.tsx';

const route = getRouteApi('/storefront/orders');

const STATES = [
  [undefined, 'All'],
  ['to_pay', 'To pay'],
  ['under_way', 'Under way'],
  ['delivered', 'Delivered'],
  ['returns', 'Returns'],
  ['cancelled', 'Cancelled'],
] as const satisfies readonly (readonly [OwnOrderState | undefined, string])[];

export function OrdersPage() {
  useTitle('Your orders');
  return <RequireUser>{() => <Orders />}</RequireUser>;
}

function Orders() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = STATES.find(([each]) => each === search.state)?.[0];
  const { typed, type, words } = useSearchWords(
    search.q,
    (q) =>
      void navigate({
        search: { ...(state ? { state } : {}), ...q },
        replace: true,
        resetScroll: false,
      }),
  );
  const filter = { ...(state ? { state } : {}), ...(words ? { q: words } : {}) };
  const query = useInfiniteQuery(ordersQuery(filter));
  const isFiltered = state !== undefined || words !== '';
  return (
    <div className="wrap-page grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 pt-10">
      <h1 className="text-2xl">Your orders</h1>
      <div className="grid gap-3">
        <SearchInput
          label="Search your orders"
          placeholder="Number, item or shop"
          maxLength={100}
          className="sm:max-w-sm"
          value={typed}
          onType={type}
        />
        <nav aria-label="Order states" className="scroll-quiet -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
          <ul className="flex gap-2">
            {STATES.map(([each, label]) => (
              <li key={label}>
                <Link
                  to="/orders"
                  search={{ ...(each ? { state: each } : {}), ...(words ? { q: words } : {}) }}
                  replace
                  resetScroll={false}
                  aria-current={each === state ? 'page' : undefined}
                  className="tap flex items-center rounded-full border border-line-strong/60 px-4 text-sm font-medium whitespace-nowrap hover:bg-sunk aria-[current=page]:border-action aria-[current=page]:bg-action aria-[current=page]:text-action-text"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <PagedList
        query={query}
        what="your orders"
        placeholder="h-28"
        more="Older orders"
        empty={
          isFiltered ? (
            <EmptyState title="No order fits">Try other words, or another state.</EmptyState>
          ) : (
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
          )
        }
      >
        {(orders) => (
          <ul className="grid gap-3">
            {orders.map((order) => (
              <li key={order.id}>
                <OrderCard order={order} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </div>
  );
}

function OrderCard({ order }: { readonly order: OrderSummary }) {
  const words = order.status === 'confirmed' ? [...new Set(order.parts)] : [order.status];
  return (
    <article className="card relative grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-3 p-4 hover:border-line-strong sm:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
      <Pictures urls={order.imageUrls} />
      <div className="min-w-0">
        <h2 className="text-base tracking-normal">
          <Link to="/orders/$id" params={{ id: order.id }} className="after:absolute after:inset-0">
            {order.number}
          </Link>
        </h2>
        <p className="line-clamp-1 text-sm">{order.title}</p>
        <p className="text-sm text-muted">
          {formatDate(order.placedAt)} · {order.itemCount} {order.itemCount === 1 ? 'item' : 'items'} from{' '}
          <span className="whitespace-nowrap">
            {order.sellerCount} {order.sellerCount === 1 ? 'shop' : 'shops'}
          </span>
        </p>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          {words.map((status) => (
            <StatusBadge key={status} status={status} buyer />
          ))}
        </p>
      </div>
      <p className="figures text-lg font-bold max-sm:col-start-2">{formatMoney(order.total)}</p>
    </article>
  );
}

/** Where each picture lies, by how many there are. */
const PLACES = [
  ['inset-0'],
  ['top-0 left-0 size-10', 'right-0 bottom-0 size-10'],
  ['top-0 left-0 size-9', 'top-2.5 left-2.5 size-9', 'right-0 bottom-0 size-9'],
] as const;

/** One whole, or a corner of each of the first three. */
function Pictures({ urls }: { readonly urls: readonly string[] }) {
  const places = PLACES[Math.min(urls.length, PLACES.length) - 1] ?? [];
  return (
    <span className="relative size-14">
      {places.map((place, index) => (
        <span key={place} className={`absolute overflow-hidden rounded-md border-2 border-paper ${place}`}>
          <Picture src={urls[index] ?? ''} alt="" size={56} />
        </span>
      ))}
    </span>
  );
}
