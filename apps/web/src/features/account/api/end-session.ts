import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { apiFetch } from '@/shared/lib/api.ts';
import { endSession } from '@/shared/lib/session.ts';
import { sessionsQuery } from './list-sessions.ts';

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch<void>(`/v1/auth/sessions/${id}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export function useEndSessions() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (which: 'others' | 'all') =>
      apiFetch<void>('/v1/auth/sessions/end', { method: 'POST', body: { which } }),
    onSuccess: async (_done, which) => {
      if (which === 'others') {
        toast('Every other device is logged out.');
        return queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      }
      // As at a log-out: away from the account's pages first, and nothing of it is left here.
      await navigate({ to: '/' });
      endSession();
      await queries.resetQueries();
      toast('You are logged out everywhere.');
    },
  });
}
