import type { StoreList } from '@haat/contracts/http/seller.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const storesQuery = queryOptions({
  queryKey: ['stores'],
  queryFn: async ({ signal }) =>
    (await apiFetch<StoreList>('/v1/sellers', { anonymous: true, signal })).stores,
  staleTime: 120_000,
});
