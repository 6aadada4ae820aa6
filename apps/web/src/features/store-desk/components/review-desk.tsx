import type { SellerReview } from '@haat/contracts/http/seller-review.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { SellerReviewText } from '@/shared/ui/review-text.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';
import { storeReviewsQuery, useReply } from '../api/store-reviews.ts';

interface ReviewDeskProps {
  readonly storeName: string;
  /** Whether the role may answer, or only read. */
  readonly mayAnswer: boolean;
}

export function ReviewDesk({ storeName, mayAnswer }: ReviewDeskProps) {
  const query = useInfiniteQuery(storeReviewsQuery);
  const [chosen, setChosen] = useState<SellerReview>();
  return (
    <>
      <PagedList
        query={query}
        what="reviews"
        placeholder="h-28"
        more="Older reviews"
        empty={
          <EmptyState title="Nobody has rated your shop yet">
            Buyers can, from their order, once a parcel of yours has arrived.
          </EmptyState>
        }
      >
        {(reviews) => (
          <ul className="card divide-y divide-line">
            {reviews.map((review) => (
              <li key={review.id} className="flex flex-wrap items-start gap-x-6 gap-y-3 px-5 py-4">
                <div className="min-w-60 flex-1">
                  <SellerReviewText review={review} seller={storeName} />
                </div>
                {mayAnswer ? (
                  <Button
                    size="sm"
                    aria-label={`${review.reply ? 'Change the answer' : 'Answer'} to ${review.authorName}`}
                    onClick={() => setChosen(review)}
                  >
                    {review.reply ? 'Change the answer' : 'Answer'}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {chosen ? <AnswerDialog key={chosen.id} review={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function AnswerDialog({ review, onClose }: { readonly review: SellerReview; readonly onClose: () => void }) {
  const reply = useReply();
  const send = (body: string | null, words: string) =>
    reply.mutate(
      { id: review.id, body },
      {
        onSuccess: () => {
          onClose();
          toast.success(words);
        },
      },
    );
  return (
    <WordsDialog
      title={`Answer ${review.authorName}`}
      text="Everybody who looks at your shop reads it below the review."
      label="Your answer"
      missing="Write an answer."
      longest={2_000}
      before={review.reply?.body ?? ''}
      action="Publish answer"
      tone="primary"
      busy={reply.isPending && reply.variables.body !== null}
      error={reply.error}
      otherwise={
        review.reply ? (
          <Button
            tone="danger"
            busy={reply.isPending && reply.variables.body === null}
            onClick={() => send(null, 'Your answer is gone.')}
          >
            Take it back
          </Button>
        ) : null
      }
      onClose={onClose}
      onSubmit={(answer) => send(answer, 'Your answer is shown.')}
    >
      <blockquote className="border-l-3 border-line pl-4 text-sm whitespace-pre-line text-muted">
        {review.body}
      </blockquote>
    </WordsDialog>
  );
}
