import type { Order, SellerOrderPart } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, Printer } from 'lucide-react';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { AddressLines } from '@/shared/ui/address.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { optionsText } from '@/shared/ui/options.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { Main, SkipLink } from '../layout/storefront.tsx';

const route = getRouteApi('/orders/$id/invoice/$part');

/** A seller's invoice by the amounts that were stored when the order was placed; the browser prints it. */
export function InvoicePage() {
  const { id, part: partId } = route.useParams();
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  const part = order?.sellerOrders.find((each) => each.id === partId);
  useTitle(part ? `Invoice ${part.number}` : 'Invoice');
  return (
    <div className="min-h-dvh bg-canvas py-6 print:bg-white print:py-0">
      <SkipLink />
      <div className="mx-auto flex max-w-3xl items-center justify-between gap-4 px-4 pb-4 print:hidden">
        <Link
          to="/orders/$id"
          params={{ id }}
          className="link -ml-1 inline-flex min-h-11 items-center gap-1 text-sm font-semibold"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {order ? `Order ${order.number}` : 'Order'}
        </Link>
        {part ? (
          <Button tone="primary" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-4.5" />
            Print
          </Button>
        ) : null}
      </div>
      <Main className="mx-auto max-w-3xl px-4 print:max-w-none print:px-0">
        {error && !order ? (
          <ErrorState error={error} title="The invoice did not load" onRetry={() => void refetch()} />
        ) : !order ? (
          <Loading what="the invoice" className="grid gap-3">
            <Skeleton className="h-96" />
          </Loading>
        ) : part && order.paymentStatus !== 'none' && part.status !== 'awaiting_payment' ? (
          <Sheet order={order} part={part} />
        ) : (
          <EmptyState title="There is no invoice">It comes into being when the order is paid.</EmptyState>
        )}
      </Main>
    </div>
  );
}

const CELL = 'border-b border-line px-1 py-2.5 align-top';

function Sheet({ order, part }: { readonly order: Order; readonly part: SellerOrderPart }) {
  const { totals, givenBack } = part;
  const rows = [
    ['Items', formatMoney(totals.subtotal)],
    ['Shipping', formatMoney(totals.shipping)],
    ...(totals.discount.amount > 0 ? [['Discount', `−${formatMoney(totals.discount)}`]] : []),
    ...(order.taxIncluded ? [] : [['Tax', formatMoney(totals.tax)]]),
  ] as [string, string][];
  return (
    <article className="card grid gap-8 p-6 sm:p-10 print:border-0 print:p-0 print:text-black">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div className="grid gap-1">
          <h1 className="text-2xl">Invoice {part.number}</h1>
          <p className="text-sm text-muted print:text-black">
            Order {order.number}, {formatDate(order.placedAt)}
          </p>
        </div>
        <p className="text-xl font-extrabold tracking-tight">haat</p>
      </header>
      <div className="grid gap-6 text-sm sm:grid-cols-2">
        <section aria-label="Seller">
          <h2 className="mb-1 text-base">Sold by</h2>
          <p>{part.sellerName}</p>
          <p className="text-muted print:text-black">on Haat</p>
        </section>
        <section aria-label="Buyer">
          <h2 className="mb-1 text-base">Sold to</h2>
          <AddressLines address={order.address} />
          <p>{order.email}</p>
        </section>
      </div>
      <div className="overflow-x-auto">
        <table className="figures w-full text-sm">
          <thead>
            <tr className="text-left">
              <th className={CELL}>Item</th>
              <th className={`${CELL} text-right`}>Units</th>
              <th className={`${CELL} text-right`}>Price</th>
              <th className={`${CELL} text-right`}>Tax</th>
              <th className={`${CELL} text-right`}>Amount</th>
            </tr>
          </thead>
          <tbody>
            {part.lines.map((line) => (
              <tr key={line.offerId}>
                <td className={CELL}>
                  {line.title}
                  <span className="block text-xs text-muted print:text-black">
                    {[optionsText(line.options), `SKU ${line.sku}`].filter(Boolean).join(' · ')}
                    {line.cancelled > 0 ? ` · ${line.cancelled} cancelled` : ''}
                  </span>
                </td>
                <td className={`${CELL} text-right`}>{line.quantity}</td>
                <td className={`${CELL} text-right`}>{formatMoney(line.unitPrice)}</td>
                <td className={`${CELL} text-right`}>{formatMoney(line.tax)}</td>
                <td className={`${CELL} text-right`}>{formatMoney(line.lineTotal)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="figures ml-auto grid w-full max-w-72 gap-1.5 text-sm">
        {rows.map(([name, amount]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt>{name}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
        <div className="mt-1 flex justify-between border-t border-line pt-2 text-base font-bold">
          <dt>Total</dt>
          <dd>{formatMoney(totals.total)}</dd>
        </div>
        {order.taxIncluded ? (
          <div className="flex justify-between gap-4 text-muted print:text-black">
            <dt>Tax held by the prices</dt>
            <dd>{formatMoney(totals.tax)}</dd>
          </div>
        ) : null}
        {givenBack.amount > 0 ? (
          <>
            <div className="flex justify-between gap-4">
              <dt>Given back since</dt>
              <dd>−{formatMoney(givenBack)}</dd>
            </div>
            <div className="flex justify-between gap-4 font-bold">
              <dt>Paid in the end</dt>
              <dd>{formatMoney({ ...totals.total, amount: totals.total.amount - givenBack.amount })}</dd>
            </div>
          </>
        ) : null}
      </dl>
    </article>
  );
}
