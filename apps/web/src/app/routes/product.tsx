import type { Offer, ProductDetail } from '@haat/contracts/http/catalog.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ChevronRight, RotateCcw, ShieldCheck, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AddToCart } from '@/features/cart/components/add-to-cart.tsx';
import { productPageQuery } from '@/features/catalog/api/get-product-page.ts';
import { firstOptions, offersOf, variantOf } from '@/features/catalog/choose-variant.ts';
import { Gallery } from '@/features/catalog/components/gallery.tsx';
import { Reviews } from '@/features/catalog/components/reviews.tsx';
import { VariantPicker } from '@/features/catalog/components/variant-picker.tsx';
import { noteViewed } from '@/features/catalog/recently-viewed.ts';
import { ReviewButton } from '@/features/reviews/components/review-button.tsx';
import { HeartButton } from '@/features/wishlist/components/heart.tsx';
import { dayWords, estimateArrival } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Price } from '@/shared/ui/price.tsx';
import { ProductGrid } from '@/shared/ui/product-card.tsx';
import { QuantityStepper } from '@/shared/ui/quantity.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { heartOnCard } from './add-card.tsx';
import { NotFoundPage } from './not-found.tsx';

const route = getRouteApi('/storefront/p/$slug');

export function ProductPage() {
  const { slug } = route.useParams();
  const { data, error, refetch } = useQuery(productPageQuery(slug));
  useTitle(data?.product.title ?? 'Product');
  if (data === null) return <NotFoundPage what="product" />;
  if (error && !data) {
    return (
      <div className="wrap-page pt-10">
        <ErrorState error={error} title="The product did not load" onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <ProductSkeleton />;
  return (
    <div className="wrap-page grid gap-12 pt-8">
      <Detail key={data.product.id} product={data.product} />
      <Reviews
        product={data.product}
        first={data.reviews}
        action={
          <ReviewButton
            product={{
              id: data.product.id,
              title: data.product.title,
              imageUrl: data.product.images[0]?.url ?? '',
            }}
          />
        }
      />
      {data.related.length > 0 ? (
        <section aria-labelledby="related" className="grid gap-4">
          <h2 id="related" className="text-xl">
            Others also look at
          </h2>
          <ProductGrid cards={data.related.slice(0, 4)} corner={heartOnCard} />
        </section>
      ) : null}
    </div>
  );
}

function Detail({ product }: { readonly product: ProductDetail }) {
  const [options, setOptions] = useState(() => firstOptions(product));
  useEffect(() => noteViewed(product), [product]);
  const variant = variantOf(product.variants, options) ?? product.variants[0];
  const offers = offersOf(product, variant);
  const offer = offers.find((candidate) => candidate.availability !== 'out_of_stock') ?? offers[0];
  return (
    <>
      <div>
        <Breadcrumbs product={product} />
        <div className="mt-3 grid gap-8 md:grid-cols-2 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)_18.5rem]">
          <Gallery images={product.images} title={product.title} />
          <div className="grid content-start gap-5">
            <div className="grid gap-2">
              {product.brand ? (
                <Link
                  to="/search"
                  search={{ brand: product.brand.replaceAll('%', '%25').replaceAll(',', '%2C') }}
                  className="w-fit text-sm font-semibold text-indigo hover:underline"
                >
                  {product.brand}
                </Link>
              ) : null}
              <h1 className="text-xl lg:text-2xl">{product.title}</h1>
              <a href="#reviews" className="flex w-fit items-center gap-2 text-sm text-muted hover:underline">
                <Stars average={product.rating.average} size={17} />
                {product.rating.count > 0
                  ? `${product.rating.average.toFixed(1)} · ${product.rating.count.toLocaleString('en-US')} reviews`
                  : 'No reviews yet'}
              </a>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-3">
              {offer ? <Price price={offer.price} listPrice={offer.listPrice} size="lg" /> : null}
              <HeartButton productId={product.id} title={product.title} />
            </div>
            {product.axes.length > 0 ? (
              <VariantPicker product={product} options={options} onChange={setOptions} />
            ) : null}
            {product.highlights.length > 0 ? (
              <section aria-labelledby="highlights">
                <h2 id="highlights" className="mb-2 text-base">
                  Highlights
                </h2>
                <ul className="grid list-disc gap-1.5 pl-5 marker:text-marigold-deep">
                  {product.highlights.slice(0, 6).map((highlight) => (
                    <li key={highlight}>{highlight}</li>
                  ))}
                </ul>
              </section>
            ) : null}
          </div>
          <div className="content-start md:max-lg:col-start-2">
            {offer ? (
              <BuyBox key={offer.id} offer={offer} product={product} />
            ) : (
              <Note tone="warn">Nobody sells this at the moment.</Note>
            )}
          </div>
        </div>
      </div>
      {offers.length > 1 ? (
        <OtherSellers offers={offers.filter(({ id }) => id !== offer?.id)} product={product} />
      ) : null}
      <div className="grid gap-10 lg:grid-cols-2">
        {product.description ? (
          <section aria-labelledby="description">
            <h2 id="description" className="mb-3 text-xl">
              Description
            </h2>
            <p className="max-w-prose whitespace-pre-line">{product.description}</p>
          </section>
        ) : null}
        {product.attributes.length > 0 ? (
          <section aria-labelledby="specifications">
            <h2 id="specifications" className="mb-3 text-xl">
              Specifications
            </h2>
            <dl className="card overflow-hidden">
              {product.attributes.map(({ name, value }) => (
                <div
                  key={name}
                  className="grid grid-cols-[minmax(7rem,35%)_minmax(0,1fr)] gap-4 border-b border-line px-4 py-2.5 text-sm last:border-0 odd:bg-sunk/50"
                >
                  <dt className="text-muted">{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null}
      </div>
    </>
  );
}

function Breadcrumbs({ product }: { readonly product: ProductDetail }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        <li>
          <Link to="/" className="hover:underline">
            Home
          </Link>
        </li>
        {product.breadcrumbs.map(({ id, name }) => (
          <li key={id} className="flex items-center gap-1">
            <ChevronRight aria-hidden="true" className="size-3.5" />
            <Link to="/c/$category" params={{ category: id }} className="hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const STOCK = {
  in_stock: ['In stock', 'text-leaf'],
  low_stock: ['Only a few left', 'text-brick'],
  out_of_stock: ['Sold out', 'text-brick'],
} as const;
const CONDITIONS = { new: 'New', refurbished: 'Refurbished', used: 'Used' };

function BuyBox({ offer, product }: { readonly offer: Offer; readonly product: ProductDetail }) {
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

function OtherSellers({
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

function ProductSkeleton() {
  return (
    <Loading what="the product" className="wrap-page pt-8">
      <Skeleton className="h-5 w-60" />
      <div className="mt-3 grid gap-8 md:grid-cols-2 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)_18.5rem]">
        <Skeleton className="aspect-square" />
        <div className="grid content-start gap-4">
          <Skeleton className="h-10" />
          <Skeleton className="h-5 w-44" />
          <Skeleton className="h-9 w-32" />
          <Skeleton className="h-40" />
        </div>
        <Skeleton className="h-80" />
      </div>
    </Loading>
  );
}
