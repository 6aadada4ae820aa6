import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { endSession } from '@/shared/lib/session.ts';

export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => apiFetch<void>('/v1/auth/logout', { method: 'POST', anonymous: true }),
    onSuccess: () => {
      endSession();
      // Nothing of the account may be left for whoever uses this browser next.
      queries.clear();
    },
  });
}
