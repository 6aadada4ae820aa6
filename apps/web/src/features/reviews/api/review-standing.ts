import type { ReviewStanding } from '@haat/contracts/http/review.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** Whether the user may review a product, and what they wrote of it. */
export const reviewStandingQuery = (productId: string) =>
  queryOptions({
    queryKey: ['own-reviews', 'standing', productId],
    queryFn: ({ signal }) => apiFetch<ReviewStanding>(`/v1/products/${productId}/reviews/mine`, { signal }),
  });
