import type { Session } from '@haat/contracts/http/auth.ts';
import type { PasskeyRequest, SecondFactorBody } from '@haat/contracts/http/factors.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { askForPasskey } from '../passkey-ceremony.ts';
import { takeAnswer } from './log-in.ts';

export function usePassSecondFactor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: SecondFactorBody) => {
      const path = '/v1/auth/login/second-factor';
      await takeAnswer(queries, await apiFetch<Session>(path, { method: 'POST', body, anonymous: true }));
    },
  });
}

export function usePassSecondFactorWithPasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (challenge: string) => {
      const path = '/v1/auth/login/second-factor/passkey';
      const post = <Result>(to: string, body: object) =>
        apiFetch<Result>(to, { method: 'POST', body, anonymous: true });
      const asked = await post<PasskeyRequest>(`${path}/options`, { challenge });
      const credential = await askForPasskey(asked);
      await takeAnswer(queries, await post<Session>(path, { challenge, credential }));
    },
  });
}
