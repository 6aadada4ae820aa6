import type { RegistrationStarted } from '@haat/contracts/http/auth.ts';
import type { LogInChallenge, ReturnBody } from '@haat/contracts/http/factors.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import type { VisitPurpose } from '../provider-visit.ts';
import { type LogInAnswer, takeAnswer } from './log-in.ts';

const PATHS: Readonly<Record<VisitPurpose, string>> = {
  'log-in': '/v1/auth/login/provider',
  link: '/v1/auth/identities',
  proof: '/v1/auth/reauthenticate/provider',
};

/** `done`; or what is missing: another step, or the proof of an address. */
export type Returned =
  | { readonly kind: 'done' }
  | { readonly kind: 'challenge'; readonly challenge: LogInChallenge }
  | { readonly kind: 'registration'; readonly email: string };

/** By what the provider sent the browser back with. It is taken once. */
export function useReturnFromProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ purpose, ...body }: ReturnBody & { purpose: VisitPurpose }): Promise<Returned> => {
      const answer = await apiFetch<LogInAnswer | RegistrationStarted | undefined>(PATHS[purpose], {
        method: 'POST',
        body,
        anonymous: purpose === 'log-in',
      });
      if (purpose !== 'log-in' || !answer) {
        await queries.invalidateQueries({ queryKey: ['ways-in'] });
        return { kind: 'done' };
      }
      if ('expiresAt' in answer) return { kind: 'registration', email: answer.email };
      const challenge = await takeAnswer(queries, answer);
      return challenge ? { kind: 'challenge', challenge } : { kind: 'done' };
    },
  });
}
