import type { SavedCardList } from '@haat/contracts/http/card.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export const cardsQuery = queryOptions({
  queryKey: ['cards'],
  queryFn: async ({ signal }) => (await apiFetch<SavedCardList>('/v1/cards', { signal })).cards,
});
