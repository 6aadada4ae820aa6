import type { Shop } from '@haat/contracts/http/seller.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const storeQuery = (slug: string) =>
  queryOptions({
    queryKey: ['store', slug],
    queryFn: ({ signal }) =>
      apiFetch<Shop>(`/v1/sellers/${encodeURIComponent(slug)}`, { anonymous: true, signal }),
    staleTime: 120_000,
  });
