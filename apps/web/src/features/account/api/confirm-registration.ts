import type { CodeBody, RegistrationLinkBody, Session } from '@haat/contracts/http/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { openSession } from '@/shared/lib/session.ts';
import { pendingRegistration } from '../pending-registration.ts';

/** By the code of the mail, or by its link: either way the account is there, and logged in. */
export function useConfirmRegistration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CodeBody | RegistrationLinkBody) =>
      apiFetch<Session>(`/v1/auth/register/${'code' in body ? 'confirm' : 'link'}`, {
        method: 'POST',
        body,
        anonymous: true,
      }),
    onSuccess: (session) => {
      pendingRegistration.clear();
      openSession(session);
      // The server merges the guest's cart into the account's when it is next asked for.
      return queries.invalidateQueries();
    },
  });
}
