import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { inboxQuery } from './list-inbox.ts';

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`/v1/notifications/${id}/read`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: inboxQuery.queryKey }),
  });
}
