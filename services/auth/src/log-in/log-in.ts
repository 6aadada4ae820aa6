import type { LoginBody } from '@haat/contracts/http/auth.ts';
import type { SessionSource } from '../account-source.ts';
import { forgetGuesses, type GuessTarget, takeGuess } from '../db/guess-repository.ts';
import { findUserWithHash, replaceHash, type StoredUser } from '../db/user-repository.ts';
import {
  PasswordQueueFull,
  SessionEnded,
  TooManyGuesses,
  WrongCredentials,
} from '../domain/account.errors.ts';
import { ChallengeOver, IdentityTaken } from '../domain/factor.errors.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import { holdProven, type LogInOutcome, passFirstStep, useLink } from '../finish-log-in.ts';
import type { SessionDependencies } from '../open-session.ts';
import { atPasswordDesk, isOutdated } from '../passwords/password.ts';

export const LOG_IN_ERRORS = [
  WrongCredentials,
  TooManyGuesses,
  PasswordQueueFull,
  SessionEnded,
  AccountDisabled,
  ChallengeOver,
  IdentityTaken,
] as const;

/**
 * @throws auth.wrong-credentials; auth.too-many-attempts, also with the right password; auth.busy; auth.session-ended;
 * auth.challenge-over and auth.identity-taken for an account at a provider that was to be linked by it
 */
export async function logIn(
  dependencies: Pick<SessionDependencies, 'database' | 'mails'>,
  body: LoginBody,
  source: SessionSource,
): Promise<LogInOutcome> {
  const proven = await proveByPassword(dependencies, body, source);
  return dependencies.database.transaction(async (unit) => {
    const user = await holdProven(unit, proven);
    const identity = await useLink(unit, user.id, body.link);
    return passFirstStep(unit, dependencies, user, { amr: ['pwd'], identity }, source);
  });
}

/**
 * An unknown address is treated as a known one with a wrong password: the same statements, the same hash, the same count
 * of guesses, the same answers.
 */
async function proveByPassword(
  { database: { query } }: Pick<SessionDependencies, 'database'>,
  { email, password }: LoginBody,
  source: SessionSource,
): Promise<StoredUser> {
  return atPasswordDesk(async (desk) => {
    const found = await findUserWithHash(query, { email });
    const deviceId = source.knownDevice(found?.user.id);
    const target: GuessTarget =
      found && deviceId !== undefined
        ? { kind: 'device', address: email, deviceId, epoch: found.user.credentialsEpoch }
        : { kind: 'address', address: email };
    const guess = await takeGuess(query, target);
    if (guess.kind === 'closed') throw TooManyGuesses({ retryAfterSeconds: guess.retryAfterSeconds });
    const stored = found?.passwordHash ?? undefined;
    const matches = await desk.matches(stored, password);
    if (!found || !stored || !matches) throw WrongCredentials();
    await forgetGuesses(query, target);
    if (isOutdated(stored)) await replaceHash(query, found, await desk.hash(password));
    return found.user;
  });
}
