import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { apiFetch } from '@/shared/lib/api.ts';
import { endSession } from '@/shared/lib/session.ts';

export function useLogOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => apiFetch<void>('/v1/auth/logout', { method: 'POST', anonymous: true }),
    onSuccess: async () => {
      // Away from the account's pages first: they would ask for a new log-in.
      await navigate({ to: '/' });
      endSession();
      // Nothing of the account may be left for whoever uses this browser next.
      await queries.resetQueries();
    },
  });
}
