import type { PasskeyRequest } from '@haat/contracts/http/factors.ts';
import { useMutation } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { askForPasskey } from '../passkey-ceremony.ts';

const PATH = '/v1/auth/reauthenticate';

export const useReauthenticate = () =>
  useMutation({
    mutationFn: (password: string) => apiFetch<void>(PATH, { method: 'POST', body: { password } }),
  });

export const useReauthenticateWithPasskey = () =>
  useMutation({
    mutationFn: async () => {
      const asked = await apiFetch<PasskeyRequest>(`${PATH}/passkey/options`, { method: 'POST' });
      const credential = await askForPasskey(asked);
      await apiFetch<void>(`${PATH}/passkey`, { method: 'POST', body: { credential } });
    },
  });
