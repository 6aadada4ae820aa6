import type { SellerReviewPage } from '@haat/contracts/http/seller-review.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const sellerReviewsQuery = (slug: string) =>
  infiniteQueryOptions({
    queryKey: ['seller-reviews', slug],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<SellerReviewPage>(`/v1/sellers/${encodeURIComponent(slug)}/reviews`, {
        query: { cursor: pageParam },
        anonymous: true,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 60_000,
  });
