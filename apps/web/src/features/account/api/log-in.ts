import type { LoginBody, Session } from '@haat/contracts/http/auth.ts';
import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';
import { openSession } from '@/shared/lib/session.ts';

/** What every way in is answered with: a session, or what is still missing. */
export type LogInAnswer = Session | LogInChallenge;

const isChallenge = (answer: object): answer is LogInChallenge => 'challenge' in answer;

/** @returns what is still missing; undefined when the session is open */
export async function takeAnswer(
  queries: QueryClient,
  answer: LogInAnswer,
): Promise<LogInChallenge | undefined> {
  if (isChallenge(answer)) return answer;
  openSession(answer);
  // The server merges the guest's cart into the account's when it is next asked for.
  await queries.invalidateQueries();
  return undefined;
}

export function useLogIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: LoginBody) =>
      takeAnswer(
        queries,
        await apiFetch<LogInAnswer>('/v1/auth/login', { method: 'POST', body, anonymous: true }),
      ),
  });
}
