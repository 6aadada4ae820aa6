import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDate } from '@/shared/lib/dates.ts';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { RatingBreakdown } from '@/shared/ui/rating-breakdown.tsx';
import { useReviews } from '../api/list-reviews.ts';

const NOBODY = <p className="text-muted">Nobody has reviewed this yet.</p>;

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
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="reviews-title" className="text-xl">
          Reviews
        </h2>
        {action}
      </div>
      {product.rating.count === 0 ? (
        NOBODY
      ) : (
        <div className="grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]">
          <RatingBreakdown rating={product.rating} histogram={product.ratingHistogram} />
          <div className="grid content-start gap-2">
            <PagedList query={query} what="reviews" placeholder="h-24" more="More reviews" empty={NOBODY}>
              {(reviews) => (
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
              )}
            </PagedList>
          </div>
        </div>
      )}
    </section>
  );
}
