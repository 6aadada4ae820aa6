import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';
import { allReviewsQuery, type ModeratedReview, type ReviewKind } from '../api/list-all-reviews.ts';
import { useModerateReview } from '../api/moderate-review.ts';

interface ReviewQueueProps {
  readonly kind: ReviewKind;
  readonly hidden: boolean | undefined;
}

export function ReviewQueue({ kind, hidden }: ReviewQueueProps) {
  const query = useInfiniteQuery(allReviewsQuery(kind, hidden));
  const [chosen, setChosen] = useState<ModeratedReview>();
  return (
    <>
      <PagedList
        query={query}
        what="reviews"
        placeholder="h-28"
        more="Older reviews"
        empty={<EmptyState title="No review here">Nothing fits this choice.</EmptyState>}
      >
        {(reviews) => (
          <ul className="card divide-y divide-line">
            {reviews.map((review) => (
              <li key={review.id}>
                <Row kind={kind} review={review} onHide={() => setChosen(review)} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {chosen ? (
        <HideDialog key={chosen.id} kind={kind} review={chosen} onClose={() => setChosen(undefined)} />
      ) : null}
    </>
  );
}

interface RowProps {
  readonly kind: ReviewKind;
  readonly review: ModeratedReview;
  readonly onHide: () => void;
}

function Row({ kind, review, onHide }: RowProps) {
  const moderate = useModerateReview(kind);
  const name = nameOf(review);
  return (
    <article className="flex flex-wrap items-start gap-x-6 gap-y-2 px-5 py-4">
      <div className="grid min-w-60 flex-1 gap-1">
        <h2 className="flex flex-wrap items-center gap-2 text-base tracking-normal">
          <Stars average={review.stars} size={14} />
          <span className="sr-only">{review.stars} of 5 stars</span>
          <Heading review={review} />
        </h2>
        <p className="max-w-prose text-sm whitespace-pre-line">{review.body}</p>
        <p className="text-sm text-muted">
          {review.authorName} · {formatDateTime(review.createdAt)}
          {'product' in review ? (
            <>
              {' · '}
              <Link to="/p/$slug" params={{ slug: review.product.slug }} className="link">
                {review.product.title}
              </Link>
            </>
          ) : null}
        </p>
        {'reply' in review && review.reply ? (
          <p className="max-w-prose border-l-3 border-line pl-3 text-sm whitespace-pre-line text-muted">
            The seller answered: {review.reply.body}
          </p>
        ) : null}
        {review.hidden ? (
          <p className="flex items-start gap-1.5 text-sm font-semibold text-brick">
            <EyeOff aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            Hidden: {review.hiddenReason}
          </p>
        ) : null}
      </div>
      {review.hidden ? (
        <Button
          size="sm"
          busy={moderate.isPending}
          aria-label={`Show again: “${name}”`}
          onClick={() =>
            moderate.mutate(
              { id: review.id, reason: null },
              {
                onSuccess: () => void toast('The review is shown again.'),
                onError: (error) => void toast.error('Not shown', { description: messageOf(error) }),
              },
            )
          }
        >
          Show again
        </Button>
      ) : (
        <Button size="sm" tone="danger" aria-label={`Hide review “${name}”`} onClick={onHide}>
          Hide
        </Button>
      )}
    </article>
  );
}

/** Reviews of sellers have no title of their own. */
const nameOf = (review: ModeratedReview): string =>
  'title' in review ? review.title : `${review.authorName} on ${review.store.name}`;

function Heading({ review }: { readonly review: ModeratedReview }) {
  return 'title' in review ? (
    review.title
  ) : (
    <Link to="/shops/$slug" params={{ slug: review.store.slug }} className="link">
      {review.store.name}
    </Link>
  );
}

interface HideDialogProps {
  readonly kind: ReviewKind;
  readonly review: ModeratedReview;
  readonly onClose: () => void;
}

function HideDialog({ kind, review, onClose }: HideDialogProps) {
  const moderate = useModerateReview(kind);
  return (
    <WordsDialog
      title="Hide this review?"
      text="Its author still sees it, with your reason. It counts for no rating."
      label="Reason"
      missing="Say why: its author will read it."
      longest={300}
      action="Hide the review"
      tone="danger"
      busy={moderate.isPending}
      error={moderate.error}
      onClose={onClose}
      onSubmit={(reason) =>
        moderate.mutate(
          { id: review.id, reason },
          {
            onSuccess: () => {
              onClose();
              toast('The review is hidden.');
            },
          },
        )
      }
    />
  );
}
