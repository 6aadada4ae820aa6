import type { EditStoreBody, Shop } from '@haat/contracts/http/seller.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const ownStoreQuery = queryOptions({
  queryKey: ['own-store'],
  queryFn: ({ signal }) => apiFetch<Shop>('/v1/seller/store', { signal }),
});

export function useEditStore() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: EditStoreBody) => apiFetch<Shop>('/v1/seller/store', { method: 'PUT', body }),
    onSuccess: (shop) => {
      queries.setQueryData(ownStoreQuery.queryKey, shop);
      void queries.invalidateQueries({ queryKey: ['store', shop.slug] });
    },
  });
}
