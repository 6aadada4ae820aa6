import type { ReviewPage } from '@haat/contracts/http/catalog.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** The first page comes with the product; the rest is fetched when asked for. */
export const useReviews = (productId: string, first: ReviewPage) =>
  useInfiniteQuery({
    queryKey: ['reviews', productId],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ReviewPage>(`/v1/products/${productId}/reviews`, {
        query: { cursor: pageParam },
        anonymous: true,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    initialData: { pages: [first], pageParams: [undefined] },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 60_000,
  });
