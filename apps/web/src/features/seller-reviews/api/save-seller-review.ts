import type {
  NewSellerReviewBody,
  OwnSellerReview,
  SellerReviewBody,
} from '@haat/contracts/http/seller-review.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { RATED_DELIVERIES } from './rated-deliveries.ts';

interface SavedReview {
  readonly sellerOrderId: string;
  /** Of the review that is changed; undefined for a new one. */
  readonly id: string | undefined;
  readonly body: SellerReviewBody;
}

export function useSaveSellerReview() {
  const changed = useSellerReviewsChanged();
  return useMutation({
    mutationFn: ({ sellerOrderId, id, body }: SavedReview) => {
      if (id !== undefined)
        return apiFetch<OwnSellerReview>(`/v1/seller-reviews/${id}`, { method: 'PUT', body });
      const created: NewSellerReviewBody = { sellerOrderId, ...body };
      return apiFetch<OwnSellerReview>('/v1/seller-reviews', { method: 'POST', body: created });
    },
    onSuccess: changed,
  });
}

export function useDeleteSellerReview() {
  const changed = useSellerReviewsChanged();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`/v1/seller-reviews/${id}`, { method: 'DELETE' }),
    onSuccess: changed,
  });
}

/** One's own list, and the pages that show the shop to everybody. */
function useSellerReviewsChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [RATED_DELIVERIES, ['seller-reviews'], ['store'], ['stores']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
