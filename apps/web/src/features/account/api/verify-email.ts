import type { CodeBody, LinkBody } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { rereadSession } from '@/shared/lib/session.ts';

export function useRequestEmailVerification() {
  return useMutation({
    mutationFn: () => apiFetch<void>('/v1/auth/email-verification', { method: 'POST' }),
  });
}

/** The link works wherever it is opened, the code for whoever is logged in. */
export function useVerifyEmail() {
  return useMutation({
    mutationFn: (body: CodeBody | LinkBody) =>
      'code' in body
        ? apiFetch<void>('/v1/auth/email-verification/code', { method: 'POST', body })
        : apiFetch<void>('/v1/auth/email-verification/link', { method: 'POST', body, anonymous: true }),
    // What the session knows of the account has changed. A guest who followed the link has none.
    onSuccess: rereadSession,
  });
}
