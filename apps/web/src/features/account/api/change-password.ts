import type { ChangePasswordBody } from '@haat/contracts/http/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { sessionsQuery } from './list-sessions.ts';

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangePasswordBody) => apiFetch<void>('/v1/auth/password', { method: 'POST', body }),
    // Every other one has ended.
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
