import type { Session } from '@haat/contracts/http/auth.ts';
import type { PasskeyRequest } from '@haat/contracts/http/factors.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { askForPasskey } from '../passkey-ceremony.ts';
import { takeAnswer } from './log-in.ts';

interface PasskeyLogIn {
  /** Waits until one is picked in the field for the address. */
  readonly inField?: boolean;
  /** Of an account at a provider that is to be linked by it. */
  readonly link?: string | undefined;
}

export function useLogInWithPasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ inField = false, link }: PasskeyLogIn) => {
      const path = '/v1/auth/login/passkey';
      const asked = await apiFetch<PasskeyRequest>(`${path}/options`, { method: 'POST', anonymous: true });
      const credential = await askForPasskey(asked, inField);
      const body = { credential, ...(link ? { link } : {}) };
      await takeAnswer(queries, await apiFetch<Session>(path, { method: 'POST', body, anonymous: true }));
    },
  });
}
