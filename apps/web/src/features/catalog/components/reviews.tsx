import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { useReviews } from '../api/list-reviews.ts';

export function Reviews({
  product,
  first,
  action,
}: {
  readonly product: ProductDetail;
  readonly first: ReviewPage;
  readonly action?: ReactNode;
}) {
  const query = useReviews(product.id, first);
  const reviews = query.data.pages.flatMap((page) => page.items);
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="reviews-title" className="text-xl">
          Reviews
        </h2>
        {action}
      </div>
      {product.rating.count === 0 ? (
        <p className="text-muted">Nobody has reviewed this yet.</p>
      ) : (
        <div className="grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]">
          <Breakdown product={product} />
          <div>
            <ul className="grid">
              {reviews.map((review) => (
                <li
                  key={review.id}
                  className="grid gap-1.5 border-b border-line py-5 first:pt-0 last:border-0"
                >
                  <p className="flex flex-wrap items-center gap-2">
                    <Stars average={review.stars} size={15} />
                    <span className="sr-only">{review.stars} of 5 stars</span>
                    <strong className="font-semibold">{review.title}</strong>
                  </p>
                  <p className="max-w-prose whitespace-pre-line">{review.body}</p>
                  <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    {review.authorName} · {formatDate(review.createdAt)}
                    {review.verifiedPurchase ? (
                      <span className="inline-flex items-center gap-1 text-leaf">
                        <BadgeCheck aria-hidden="true" className="size-4" />
                        Bought on Haat
                      </span>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
            {query.hasNextPage ? (
              <Button
                className="mt-2"
                busy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                More reviews
              </Button>
            ) : null}
          </div>
        </div>
      )}
    </section>
  );
}

function Breakdown({ product }: { readonly product: ProductDetail }) {
  const { rating, ratingHistogram } = product;
  const most = Math.max(1, ...ratingHistogram);
  return (
    <div className="grid content-start gap-3">
      <p className="flex items-baseline gap-2">
        <span className="figures text-2xl font-bold">{rating.average.toFixed(1)}</span>
        <span className="text-muted">of 5 · {rating.count.toLocaleString('en-US')} reviews</span>
      </p>
      <ul className="grid gap-1.5">
        {[5, 4, 3, 2, 1].map((stars) => {
          const count = ratingHistogram[stars - 1] ?? 0;
          return (
            <li key={stars} className="figures flex items-center gap-2.5 text-sm">
              <span className="w-12 text-muted">
                {stars} {stars === 1 ? 'star' : 'stars'}
              </span>
              <span aria-hidden="true" className="h-2 flex-1 overflow-hidden rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-marigold-deep"
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
              <span className="w-9 text-right text-muted">{count.toLocaleString('en-US')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
