import type { CategoryList } from '@haat/contracts/http/catalog.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) =>
    (await apiFetch<CategoryList>('/v1/categories', { anonymous: true, signal })).categories,
  staleTime: 300_000,
});
