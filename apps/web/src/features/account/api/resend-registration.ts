import type { RegistrationStarted } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export function useResendRegistration() {
  return useMutation({
    mutationFn: () =>
      apiFetch<RegistrationStarted>('/v1/auth/register/resend', { method: 'POST', anonymous: true }),
  });
}
