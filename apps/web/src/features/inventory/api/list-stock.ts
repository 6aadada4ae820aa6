import type { StockPage } from '@haat/contracts/http/inventory.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const stockQuery = infiniteQueryOptions({
  queryKey: ['seller-stock'],
  queryFn: ({ pageParam, signal }) =>
    apiFetch<StockPage>('/v1/seller/inventory', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
