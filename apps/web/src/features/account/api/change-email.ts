import type { ChangeEmailBody, LinkBody } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { rereadSession } from '@/shared/lib/session.ts';

export function useChangeEmail() {
  return useMutation({
    mutationFn: (body: ChangeEmailBody) => apiFetch<void>('/v1/auth/email-change', { method: 'POST', body }),
  });
}

/** By the link that was sent to the new address; it works wherever it is opened. */
export function useConfirmEmailChange() {
  return useMutation({
    mutationFn: (body: LinkBody) =>
      apiFetch<void>('/v1/auth/email-change/confirm', { method: 'POST', body, anonymous: true }),
    // Tokens name the old address. A guest who followed the link has none.
    onSuccess: rereadSession,
  });
}
