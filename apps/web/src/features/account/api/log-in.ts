import type { LoginBody, Session } from '@haat/contracts/http/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { openSession } from '@/shared/lib/session.ts';

export function useLogIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: LoginBody) =>
      apiFetch<Session>('/v1/auth/login', { method: 'POST', body, anonymous: true }),
    onSuccess: (session) => {
      openSession(session);
      // The server merges the guest's cart into the account's when it is next asked for.
      return queries.invalidateQueries();
    },
  });
}
