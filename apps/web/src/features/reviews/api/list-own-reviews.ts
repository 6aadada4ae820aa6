import type { OwnReviewPage } from '@haat/contracts/http/review.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const ownReviewsQuery = infiniteQueryOptions({
  queryKey: ['own-reviews', 'pages'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<OwnReviewPage>('/v1/reviews/mine', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
