import type { OwnReview } from '@haat/contracts/http/review.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { EmptyState, Note } from '@/shared/ui/states.tsx';
import { ownReviewsQuery } from '../api/list-own-reviews.ts';
import { useDeleteReview } from '../api/save-review.ts';
import { ReviewDialog } from './review-dialog.tsx';

export function OwnReviews() {
  const query = useInfiniteQuery(ownReviewsQuery);
  return (
    <PagedList
      query={query}
      what="your reviews"
      placeholder="h-32"
      more="Older reviews"
      empty={
        <EmptyState title="You have not written a review yet">
          Once a parcel has arrived, tell others what you think of what was in it.
        </EmptyState>
      }
    >
      {(reviews) => (
        <ul className="grid gap-3">
          {reviews.map((review) => (
            <li key={review.id}>
              <ReviewCard review={review} />
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}

function ReviewCard({ review }: { readonly review: OwnReview }) {
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { product } = review;
  return (
    <article className="card grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 p-5">
      <Picture src={product.imageUrl} alt="" size={56} className="size-14 rounded-sm" />
      <div className="grid content-start gap-1">
        <h3 className="text-base tracking-normal">
          <Link to="/p/$slug" params={{ slug: product.slug }} className="hover:text-indigo hover:underline">
            {product.title}
          </Link>
        </h3>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <Stars average={review.stars} size={14} />
          <span className="sr-only">{review.stars} of 5 stars</span>
          {formatDate(review.createdAt)}
          {review.editedAt ? ' · changed' : ''}
        </p>
      </div>
      <div className="col-span-2 grid gap-1">
        <p className="font-semibold">{review.title}</p>
        <p className="max-w-prose whitespace-pre-line">{review.body}</p>
      </div>
      {review.hidden ? (
        <Note tone="warn" className="col-span-2">
          Only you can see this review. We have hidden it: {review.hiddenReason}
        </Note>
      ) : null}
      <div className="col-span-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setEditing(true)} aria-label={`Change review of ${product.title}`}>
          Change
        </Button>
        <Button
          size="sm"
          tone="ghost"
          onClick={() => setDeleting(true)}
          aria-label={`Delete review of ${product.title}`}
        >
          Delete
        </Button>
      </div>
      {editing ? (
        <ReviewDialog product={product} review={review} open={editing} onOpenChange={setEditing} />
      ) : null}
      <DeleteDialog review={review} open={deleting} onOpenChange={setDeleting} />
    </article>
  );
}

function DeleteDialog({
  review,
  open,
  onOpenChange,
}: {
  readonly review: OwnReview;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const remove = useDeleteReview();
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title="Delete your review?"
      description="Its words are gone for good. You may write another one."
    >
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={() => onOpenChange(false)}>Keep it</Button>
        <Button
          tone="danger"
          busy={remove.isPending}
          onClick={() =>
            remove.mutate(review.id, {
              onSuccess: () => {
                onOpenChange(false);
                toast('Your review is deleted.');
              },
              onError: (error) => void toast.error('Not deleted', { description: messageOf(error) }),
            })
          }
        >
          Delete the review
        </Button>
      </div>
    </Modal>
  );
}
