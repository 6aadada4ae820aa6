import type { AuditPage } from '@haat/contracts/http/audit.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
}

export const auditLogQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', filter],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<AuditPage>('/v1/admin/audit', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
