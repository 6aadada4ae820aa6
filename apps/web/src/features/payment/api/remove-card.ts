import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { cardsQuery } from './list-cards.ts';

export function useRemoveCard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`/v1/cards/${id}`, { method: 'DELETE' }),
    // Also where it was gone already.
    onSettled: () => void queries.invalidateQueries({ queryKey: cardsQuery.queryKey }),
  });
}
