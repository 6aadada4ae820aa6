import type { ReplyBody, SellerReviewPage } from '@haat/contracts/http/seller-review.ts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const storeReviewsQuery = infiniteQueryOptions({
  queryKey: ['store-reviews'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<SellerReviewPage>('/v1/seller/reviews', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

interface Reply {
  readonly id: string;
  /** Null takes the answer back. */
  readonly body: string | null;
}

export function useReply() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: Reply) => {
      const path = `/v1/seller/reviews/${id}/reply`;
      if (body === null) return apiFetch<void>(path, { method: 'DELETE' });
      const reply: ReplyBody = { body };
      return apiFetch<unknown>(path, { method: 'PUT', body: reply });
    },
    onSuccess: () =>
      Promise.all(
        [storeReviewsQuery.queryKey, ['seller-reviews']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
