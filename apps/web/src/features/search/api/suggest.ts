import type { SuggestionList } from '@haat/contracts/http/search.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export type Suggestion = SuggestionList['suggestions'][number];

export const useSuggestions = (text: string) =>
  useQuery({
    queryKey: ['suggestions', text],
    queryFn: async ({ signal }) =>
      (
        await apiFetch<SuggestionList>('/v1/search/suggestions', {
          query: { q: text },
          anonymous: true,
          signal,
        })
      ).suggestions,
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
