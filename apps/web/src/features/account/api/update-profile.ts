import type { ProfileBody, User } from '@haat/contracts/http/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { updateUser } from '@/shared/lib/session.ts';

export function useUpdateProfile() {
  return useMutation({
    mutationFn: (body: ProfileBody) => apiFetch<User>('/v1/auth/me', { method: 'PATCH', body }),
    onSuccess: updateUser,
  });
}
