import type { EmailBody, ResetPasswordBody } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (body: EmailBody) =>
      apiFetch<void>('/v1/auth/password-reset', { method: 'POST', body, anonymous: true }),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: ResetPasswordBody) =>
      apiFetch<void>('/v1/auth/password-reset/confirm', { method: 'POST', body, anonymous: true }),
  });
}
