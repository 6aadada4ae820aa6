import type { Overview } from '@haat/contracts/http/analytics.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const overviewQuery = (whose: 'seller' | 'admin', days: number) =>
  queryOptions({
    queryKey: ['overview', whose, days],
    queryFn: ({ signal }) =>
      apiFetch<Overview>(`/v1/${whose}/analytics/overview`, { query: { days }, signal }),
    refetchInterval: 30_000,
  });
