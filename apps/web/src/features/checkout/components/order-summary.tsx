import type { Cart } from '@haat/contracts/http/cart.ts';
import type { Order, Quote } from '@haat/contracts/http/order.ts';
import { clsx } from 'clsx';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Picture } from '@/shared/ui/picture.tsx';
import { Totals } from './totals.tsx';

interface OrderSummaryProps {
  readonly cart: Cart;
  readonly quote: Quote | undefined;
  readonly order: Order | undefined;
  readonly stale: boolean;
}

/** The total never leaves the screen: beside the form, and on phones in a bar below it. */
export function OrderSummary({ cart, quote, order, stale }: OrderSummaryProps) {
  const totals = order?.totals ?? quote?.totals;
  const parts = order?.sellerOrders ?? quote?.sellers;
  const now = new Date();
  return (
    <>
      <section aria-labelledby="checkout-summary" className="card grid gap-4 p-5 lg:sticky lg:top-6">
        <h2 id="checkout-summary" className="text-lg">
          {order ? `Order ${order.number}` : 'Your order'}
        </h2>
        <div className="grid max-h-72 gap-4 overflow-y-auto">
          {parts
            ? parts.map((part) => (
                <div key={part.sellerId} className="grid gap-2.5">
                  <p className="text-xs text-muted">
                    From <strong className="text-text">{part.sellerName}</strong>, by{' '}
                    {dayWords(part.deliverBy, now)}
                  </p>
                  {part.lines.map((line) => (
                    <Line
                      key={line.offerId}
                      imageUrl={line.imageUrl}
                      title={line.title}
                      quantity={line.quantity}
                      total={formatMoney(line.lineTotal)}
                    />
                  ))}
                </div>
              ))
            : cart.items.map((item) => (
                <Line
                  key={item.offerId}
                  imageUrl={item.imageUrl}
                  title={item.title}
                  quantity={item.quantity}
                  total={formatMoney(item.lineTotal)}
                />
              ))}
        </div>
        <div
          aria-live="polite"
          className={clsx('border-t border-line pt-4 transition-opacity duration-150', stale && 'opacity-50')}
        >
          <Totals totals={totals} subtotal={cart.subtotal} />
        </div>
      </section>
      <div
        aria-hidden="true"
        className="fixed inset-x-0 bottom-0 z-20 flex items-baseline justify-between border-t border-line bg-paper px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] lg:hidden"
      >
        <span className="text-sm text-muted">{totals ? 'Total' : 'Total so far'}</span>
        <strong className={clsx('figures text-lg', stale && 'opacity-50')}>
          {formatMoney(totals?.total ?? cart.subtotal)}
        </strong>
      </div>
    </>
  );
}

interface LineProps {
  readonly imageUrl: string;
  readonly title: string;
  readonly quantity: number;
  readonly total: string;
}

const Line = ({ imageUrl, title, quantity, total }: LineProps) => (
  <div className="grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-center gap-3 text-sm">
    <Picture src={imageUrl} alt="" size={44} eager className="rounded-sm" />
    <p className="line-clamp-2 leading-snug">
      {quantity > 1 ? <span className="figures font-semibold">{quantity} × </span> : null}
      {title}
    </p>
    <p className="figures">{total}</p>
  </div>
);
