import type { SearchResult } from '@haat/contracts/http/search.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { type SearchParams, toSearchQuery } from '../search-params.ts';

/** Kept for half an hour, all pages: going back shows the list as it was left. */
export const searchQuery = (params: SearchParams) =>
  infiniteQueryOptions({
    queryKey: ['search', params],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<SearchResult>('/v1/search', {
        query: { ...toSearchQuery(params), cursor: pageParam },
        anonymous: true,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 1_800_000,
  });
