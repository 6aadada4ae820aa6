import type { RegisterBody, RegistrationStarted } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

export function useRegister() {
  return useMutation({
    mutationFn: (body: RegisterBody) =>
      apiFetch<RegistrationStarted>('/v1/auth/register', { method: 'POST', body, anonymous: true }),
  });
}
