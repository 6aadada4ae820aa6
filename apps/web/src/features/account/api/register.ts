import type { RegisterBody, Session } from '@haat/contracts/http/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { openSession } from '@/shared/lib/session.ts';

export function useRegister() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RegisterBody) =>
      apiFetch<Session>('/v1/auth/register', { method: 'POST', body, anonymous: true }),
    onSuccess: (session) => {
      openSession(session);
      return queries.invalidateQueries();
    },
  });
}
