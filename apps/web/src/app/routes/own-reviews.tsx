import { OwnReviews } from '@/features/reviews/components/own-reviews.tsx';
import { ToReview } from '@/features/reviews/components/to-review.tsx';
import { RatedSellers } from '@/features/seller-reviews/components/rated-sellers.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function OwnReviewsPage() {
  useTitle('Your reviews');
  return (
    <AccountFrame title="Your reviews" narrow>
      {() => (
        <>
          <ToReview />
          <section aria-labelledby="written" className="grid gap-3">
            <h2 id="written" className="text-lg">
              Written by you
            </h2>
            <OwnReviews />
          </section>
          <section aria-labelledby="sellers" className="grid gap-3">
            <h2 id="sellers" className="text-lg">
              Sellers
            </h2>
            <RatedSellers />
          </section>
        </>
      )}
    </AccountFrame>
  );
}
