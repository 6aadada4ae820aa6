import type { Shop } from '@haat/contracts/http/seller.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { RatingBreakdown } from '@/shared/ui/rating-breakdown.tsx';
import { SellerReviewText } from '@/shared/ui/review-text.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { sellerReviewsQuery } from '../api/list-seller-reviews.ts';

export function SellerReviews({ shop }: { readonly shop: Shop }) {
  const query = useInfiniteQuery(sellerReviewsQuery(shop.slug));
  const nobody = (
    <EmptyState title="Nobody has rated this shop yet">
      Who bought here can do so from their order, once it has arrived.
    </EmptyState>
  );
  if (shop.rating.count === 0) return nobody;
  return (
    <div className="grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]">
      <RatingBreakdown rating={shop.rating} histogram={shop.ratingHistogram} />
      <div className="grid content-start gap-2">
        <PagedList query={query} what="the reviews" placeholder="h-24" more="More reviews" empty={nobody}>
          {(reviews) => (
            <ul className="grid">
              {reviews.map((review) => (
                <li key={review.id} className="border-b border-line py-5 first:pt-0 last:border-0">
                  <SellerReviewText review={review} seller={shop.name} />
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </div>
    </div>
  );
}
