import type { WishPage } from '@haat/contracts/http/wishlist.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const wishesQuery = infiniteQueryOptions({
  queryKey: ['wishlist', 'pages'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<WishPage>('/v1/wishlist', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
