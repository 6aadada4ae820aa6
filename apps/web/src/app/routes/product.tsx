import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { productPageQuery } from '@/features/catalog/api/get-product-page.ts';
import { firstOptions, offersOf, variantOf } from '@/features/catalog/choose-variant.ts';
import { Gallery } from '@/features/catalog/components/gallery.tsx';
import { Reviews } from '@/features/catalog/components/reviews.tsx';
import { VariantPicker } from '@/features/catalog/components/variant-picker.tsx';
import { noteViewed } from '@/features/catalog/recently-viewed.ts';
import { ReviewButton } from '@/features/reviews/components/review-button.tsx';
import { HeartButton } from '@/features/wishlist/components/heart.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { Price } from '@/shared/ui/price.tsx';
import { ProductGrid } from '@/shared/ui/product-card.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { heartOnCard } from './add-card.tsx';
import { NotFoundPage } from './not-found.tsx';
import { BuyBox, OtherSellers } from './product-offers.tsx';

const route = getRouteApi('/storefront/p/$slug');

export function ProductPage() {
  const { slug } = route.useParams();
  const { data, error, refetch } = useQuery(productPageQuery(slug));
  useTitle(data === null ? 'Not found' : (data?.product.title ?? 'Product'));
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
      <About product={product} />
    </>
  );
}

function About({ product }: { readonly product: ProductDetail }) {
  return (
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
