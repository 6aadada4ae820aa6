import type { ReturnPage, ReturnStatus } from '@haat/contracts/http/return.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

/** Whose desk: a seller's sees its own returns, the staff's sees all. */
export type Desk = 'seller' | 'admin';

export const returnsQuery = (desk: Desk, status: ReturnStatus | undefined) =>
  infiniteQueryOptions({
    queryKey: ['returns', desk, 'list', status ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ReturnPage>(`/v1/${desk}/returns`, { query: { status, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
