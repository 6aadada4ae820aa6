import type { ImportJob } from '@haat/contracts/http/import.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** Asked again and again until the job is done. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => apiFetch<ImportJob>(`/v1/admin/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'completed' ? false : 700),
  });
