import type { OwnReviewPage } from '@haat/contracts/http/review.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** @param hidden undefined: both kinds */
export const allReviewsQuery = (hidden: boolean | undefined) =>
  infiniteQueryOptions({
    queryKey: ['admin-reviews', hidden],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<OwnReviewPage>('/v1/admin/reviews', { query: { hidden, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
