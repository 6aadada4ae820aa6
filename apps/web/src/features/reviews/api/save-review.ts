import type { OwnReview, ReviewBody } from '@haat/contracts/http/review.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

interface SavedReview {
  readonly productId: string;
  /** Of the review that is changed; undefined for a new one. */
  readonly id: string | undefined;
  readonly body: ReviewBody;
}

export function useSaveReview() {
  const changed = useReviewsChanged();
  return useMutation({
    mutationFn: ({ productId, id, body }: SavedReview) =>
      id === undefined
        ? apiFetch<OwnReview>(`/v1/products/${productId}/reviews`, { method: 'POST', body })
        : apiFetch<OwnReview>(`/v1/reviews/${id}`, { method: 'PUT', body }),
    onSuccess: changed,
  });
}

export function useDeleteReview() {
  const changed = useReviewsChanged();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`/v1/reviews/${id}`, { method: 'DELETE' }),
    onSuccess: changed,
  });
}

/** One's own lists, and the pages that show the product to everybody. */
function useReviewsChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [['own-reviews'], ['reviews'], ['product-page']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
