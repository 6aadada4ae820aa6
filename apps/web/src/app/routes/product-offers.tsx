import type { Offer, ProductDetail } from '@haat/contracts/http/catalog.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { RotateCcw, ShieldCheck, Truck } from 'lucide-react';
import { useState } from 'react';
import { AddToCart } from '@/features/cart/components/add-to-cart.tsx';
import { dayWords, estimateArrival } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { QuantityStepper } from '@/shared/ui/quantity.tsx';
import { Stars } from '@/shared/ui/rating.tsx';

const STOCK = {
  in_stock: ['In stock', 'text-leaf'],
  low_stock: ['Only a few left', 'text-brick'],
  out_of_stock: ['Sold out', 'text-brick'],
} as const;
const CONDITIONS = { new: 'New', refurbished: 'Refurbished', used: 'Used' };

export function BuyBox({ offer, product }: { readonly offer: Offer; readonly product: ProductDetail }) {
  const [quantity, setQuantity] = useState(1);
  const navigate = useNavigate();
  const now = new Date();
  const soldOut = offer.availability === 'out_of_stock';
  const [stock, look] = STOCK[offer.availability];
  return (
    <section aria-label="Buy" className="card grid gap-4 p-5">
      <p className={`font-semibold ${look}`}>{stock}</p>
      {soldOut ? null : (
        <p className="flex items-start gap-2.5 text-sm">
          <Truck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
          <span>
            Arrives <strong>{dayWords(estimateArrival(offer.dispatchDays, now), now)}</strong>
            <br />
            <span className="text-muted">with standard delivery</span>
          </span>
        </p>
      )}
      <p className="text-sm text-muted">
        Sold by{' '}
        <Link to="/shops/$slug" params={{ slug: offer.sellerSlug }} className="link">
          {offer.sellerName}
        </Link>{' '}
        · {CONDITIONS[offer.condition]}
        <SellerRating offer={offer} />
      </p>
      {soldOut ? null : (
        <>
          <div className="flex items-center justify-between gap-3">
            <span className="text-sm font-semibold">Quantity</span>
            <QuantityStepper value={quantity} onChange={setQuantity} label="Quantity" />
          </div>
          <div className="grid gap-2.5 max-md:fixed max-md:inset-x-0 max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))] max-md:z-20 max-md:grid-cols-2 max-md:border-t max-md:border-line max-md:bg-paper max-md:px-4 max-md:py-2.5">
            <AddToCart
              offerId={offer.id}
              title={product.title}
              quantity={quantity}
              tone="buy"
              size="md"
              className="px-3"
            />
            <AddToCart
              offerId={offer.id}
              title={product.title}
              quantity={quantity}
              label="Buy now"
              tone="primary"
              size="md"
              className="px-3"
              onAdded={() => void navigate({ to: '/checkout' })}
            />
          </div>
        </>
      )}
      <ul className="grid gap-2 border-t border-line pt-4 text-sm text-muted">
        <li className="flex gap-2.5">
          <RotateCcw aria-hidden="true" className="size-4 shrink-0 translate-y-0.5" />
          Cancel free of charge until it is packed
        </li>
        <li className="flex gap-2.5">
          <ShieldCheck aria-hidden="true" className="size-4 shrink-0 translate-y-0.5" />
          Card details go to the payment provider only
        </li>
      </ul>
    </section>
  );
}

/** Nothing where nobody has rated the seller yet. */
function SellerRating({ offer: { sellerRating, sellerSlug, sellerName } }: { readonly offer: Offer }) {
  if (sellerRating.count === 0) return null;
  return (
    <Link
      to="/shops/$slug/reviews"
      params={{ slug: sellerSlug }}
      className="mt-1 flex min-h-6 w-fit items-center gap-1.5 text-sm text-muted hover:underline"
    >
      <Stars average={sellerRating.average} size={13} />
      <span className="figures">
        <span className="sr-only">{sellerName} is rated </span>
        {sellerRating.average.toFixed(1)}
        <span className="sr-only"> of 5 by buyers</span> ({sellerRating.count.toLocaleString('en-US')})
      </span>
    </Link>
  );
}

export function OtherSellers({
  offers,
  product,
}: {
  readonly offers: readonly Offer[];
  readonly product: ProductDetail;
}) {
  const now = new Date();
  return (
    <section aria-labelledby="offers">
      <h2 id="offers" className="mb-3 text-xl">
        Other sellers
      </h2>
      <ul className="card divide-y divide-line">
        {offers.map((offer) => (
          <li key={offer.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
            <p className="figures w-28 text-lg font-bold">{formatMoney(offer.price)}</p>
            <div className="min-w-48 flex-1 text-sm">
              <Link to="/shops/$slug" params={{ slug: offer.sellerSlug }} className="link font-semibold">
                {offer.sellerName}
              </Link>
              <SellerRating offer={offer} />
              <p className="text-muted">
                {CONDITIONS[offer.condition]} · {STOCK[offer.availability][0]}
                {offer.availability === 'out_of_stock'
                  ? ''
                  : ` · arrives ${dayWords(estimateArrival(offer.dispatchDays, now), now)}`}
              </p>
            </div>
            <AddToCart
              offerId={offer.id}
              title={product.title}
              label="Add"
              name={`Add offer from ${offer.sellerName}`}
              wide={false}
              disabled={offer.availability === 'out_of_stock'}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
