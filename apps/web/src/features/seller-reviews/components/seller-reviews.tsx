import type { Shop } from '@haat/contracts/http/seller.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@/shared/ui/button.tsx';
import { RatingBreakdown } from '@/shared/ui/rating-breakdown.tsx';
import { SellerReviewText } from '@/shared/ui/review-text.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { sellerReviewsQuery } from '../api/list-seller-reviews.ts';

export function SellerReviews({ shop }: { readonly shop: Shop }) {
  const query = useInfiniteQuery(sellerReviewsQuery(shop.slug));
  const reviews = query.data?.pages.flatMap((page) => page.items);
  if (shop.rating.count === 0) {
    return (
      <EmptyState title="Nobody has rated this shop yet">
        Who bought here can do so from their order, once it has arrived.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-8 md:grid-cols-[16rem_minmax(0,1fr)]">
      <RatingBreakdown rating={shop.rating} histogram={shop.ratingHistogram} />
      {reviews ? (
        <div>
          <ul className="grid">
            {reviews.map((review) => (
              <li key={review.id} className="border-b border-line py-5 first:pt-0 last:border-0">
                <SellerReviewText review={review} seller={shop.name} />
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
      ) : query.error ? (
        <ErrorState
          error={query.error}
          title="The reviews did not load"
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Loading what="reviews" className="grid content-start gap-4">
          <Skeleton className="h-24" />
          <Skeleton className="h-24" />
        </Loading>
      )}
    </div>
  );
}
