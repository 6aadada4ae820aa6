import type { ImportJobPage } from '@haat/contracts/http/import.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await apiFetch<ImportJobPage>('/v1/admin/imports', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some((job) => job.status !== 'completed') ? 2_000 : false),
});
