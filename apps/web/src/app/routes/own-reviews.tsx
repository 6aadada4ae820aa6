import { OwnReviews } from '@/features/reviews/components/own-reviews.tsx';
import { ToReview } from '@/features/reviews/components/to-review.tsx';
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
        </>
      )}
    </AccountFrame>
  );
}
