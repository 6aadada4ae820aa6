import type { SellerReview } from '@haat/contracts/http/seller-review.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Stars } from './rating.tsx';

/** What a buyer said of a seller, and the seller's answer; both as they were typed. */
export function SellerReviewText({
  review,
  seller,
}: {
  readonly review: SellerReview;
  readonly seller: string;
}) {
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
        <Stars average={review.stars} size={15} />
        <span className="sr-only">{review.stars} of 5 stars</span>
        {review.authorName} · {formatDate(review.createdAt)}
        {review.editedAt ? <span>· changed {formatDate(review.editedAt)}</span> : null}
      </p>
      <p className="max-w-prose whitespace-pre-line">{review.body}</p>
      {review.reply ? (
        <div className="mt-1.5 max-w-prose border-l-3 border-line-strong/60 pl-4">
          <p className="text-sm font-semibold">
            {seller} answered <span className="font-normal text-muted">· {formatDate(review.reply.at)}</span>
          </p>
          <p className="text-sm whitespace-pre-line">{review.reply.body}</p>
        </div>
      ) : null}
    </div>
  );
}
