import type { ImportRowPage } from '@haat/contracts/http/import.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const rejectedRowsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['import-rows', id, 'rejected'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ImportRowPage>(`/v1/admin/imports/${id}/rows`, {
        query: { status: 'rejected', limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
