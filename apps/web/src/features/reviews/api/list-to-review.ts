import type { ToReview } from '@haat/contracts/http/review.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const toReviewQuery = queryOptions({
  queryKey: ['own-reviews', 'to-write'],
  queryFn: async ({ signal }) => (await apiFetch<ToReview>('/v1/reviews/to-write', { signal })).items,
});
