import type { OwnReview } from '@haat/contracts/http/review.ts';
import type { StaffSellerReview } from '@haat/contracts/http/seller-review.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** What was said of products, and what of sellers: alike for who moderates. */
export type ReviewKind = 'reviews' | 'seller-reviews';
export type ModeratedReview = OwnReview | StaffSellerReview;

interface Page {
  readonly items: readonly ModeratedReview[];
  readonly nextCursor: string | null;
}

/** @param hidden undefined: both shown and hidden ones */
export const allReviewsQuery = (kind: ReviewKind, hidden: boolean | undefined) =>
  infiniteQueryOptions({
    queryKey: ['admin-reviews', kind, hidden],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<Page>(`/v1/admin/${kind}`, { query: { hidden, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
