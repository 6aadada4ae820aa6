import type { WishedProducts } from '@haat/contracts/http/wishlist.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** Ids only: enough to draw every heart of a page. */
export const wishedProductsQuery = queryOptions({
  queryKey: ['wishlist', 'product-ids'],
  queryFn: async ({ signal }): Promise<readonly string[]> =>
    (await apiFetch<WishedProducts>('/v1/wishlist/product-ids', { signal })).productIds,
  staleTime: 60_000,
});
