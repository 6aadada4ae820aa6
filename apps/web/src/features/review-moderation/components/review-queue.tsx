import type { OwnReview } from '@haat/contracts/http/review.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { allReviewsQuery } from '../api/list-all-reviews.ts';
import { useModerateReview } from '../api/moderate-review.ts';

export function ReviewQueue({ hidden }: { readonly hidden: boolean | undefined }) {
  const query = useInfiniteQuery(allReviewsQuery(hidden));
  const [chosen, setChosen] = useState<OwnReview>();
  const reviews = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !reviews) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!reviews) {
    return (
      <Loading what="reviews" className="grid gap-2">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-28" />
        ))}
      </Loading>
    );
  }
  if (reviews.length === 0) return <EmptyState title="No review here">Nothing fits this choice.</EmptyState>;
  return (
    <>
      <ul className="card divide-y divide-line">
        {reviews.map((review) => (
          <li key={review.id}>
            <Row review={review} onHide={() => setChosen(review)} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older reviews
        </Button>
      ) : null}
      {chosen ? <HideDialog key={chosen.id} review={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function Row({ review, onHide }: { readonly review: OwnReview; readonly onHide: () => void }) {
  const moderate = useModerateReview();
  return (
    <article className="flex flex-wrap items-start gap-x-6 gap-y-2 px-5 py-4">
      <div className="grid min-w-60 flex-1 gap-1">
        <h2 className="flex flex-wrap items-center gap-2 text-base tracking-normal">
          <Stars average={review.stars} size={14} />
          <span className="sr-only">{review.stars} of 5 stars</span>
          {review.title}
        </h2>
        <p className="max-w-prose text-sm whitespace-pre-line">{review.body}</p>
        <p className="text-sm text-muted">
          {review.authorName} · {formatDateTime(review.createdAt)} ·{' '}
          <Link to="/p/$slug" params={{ slug: review.product.slug }} className="link">
            {review.product.title}
          </Link>
        </p>
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
          aria-label={`Show again: “${review.title}”`}
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
        <Button size="sm" tone="danger" aria-label={`Hide review “${review.title}”`} onClick={onHide}>
          Hide
        </Button>
      )}
    </article>
  );
}

function HideDialog({ review, onClose }: { readonly review: OwnReview; readonly onClose: () => void }) {
  const moderate = useModerateReview();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Modal
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Hide this review?"
      description="Its author still sees it, with your reason. It counts for no rating."
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() === '') return;
          moderate.mutate(
            { id: review.id, reason: reason.trim() },
            {
              onSuccess: () => {
                onClose();
                toast('The review is hidden.');
              },
            },
          );
        }}
      >
        <FormProblem message={moderate.error ? messageOf(moderate.error) : undefined} />
        <TextField
          label="Reason"
          maxLength={300}
          value={reason}
          error={tried && reason.trim() === '' ? 'Say why: its author will read it.' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" tone="danger" busy={moderate.isPending}>
            Hide the review
          </Button>
        </div>
      </form>
    </Modal>
  );
}
