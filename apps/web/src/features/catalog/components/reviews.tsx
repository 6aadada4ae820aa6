import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { RatingBreakdown } from '@/shared/ui/rating-breakdown.tsx';
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
          <RatingBreakdown rating={product.rating} histogram={product.ratingHistogram} />
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
