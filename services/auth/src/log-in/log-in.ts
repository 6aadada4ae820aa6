import type { LoginBody } from '@haat/contracts/http/auth.ts';
import { forgetGuesses, type GuessTarget, takeGuess } from '../db/guess-repository.ts';
import { findUserWithHash, replaceHash, type StoredUser } from '../db/user-repository.ts';
import {
  PasswordQueueFull,
  SessionEnded,
  TooManyGuesses,
  WrongCredentials,
} from '../domain/account.errors.ts';
import { atPasswordDesk, isOutdated } from '../domain/password.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import type { SessionDependencies } from '../open-session.ts';

export const LOG_IN_ERRORS = [
  WrongCredentials,
  TooManyGuesses,
  PasswordQueueFull,
  SessionEnded,
  AccountDisabled,
] as const;

/**
 * An unknown address is treated as a known one with a wrong password: the same statements, the same hash, the same count
 * of guesses, the same answers.
 * @param knownDevice the id of the browser, if the account was logged in there before
 * @throws auth.wrong-credentials; auth.too-many-attempts, also with the right password; auth.busy
 */
export async function logIn(
  { database }: Pick<SessionDependencies, 'database'>,
  { email, password }: LoginBody,
  knownDevice: (userId: string | undefined) => string | undefined,
): Promise<StoredUser> {
  const { query } = database;
  return atPasswordDesk(async (desk) => {
    const found = await findUserWithHash(query, { email });
    const deviceId = knownDevice(found?.user.id);
    const target: GuessTarget =
      found && deviceId !== undefined
        ? { kind: 'device', address: email, deviceId, epoch: found.user.credentialsEpoch }
        : { kind: 'address', address: email };
    const guess = await takeGuess(query, target);
    if (guess.kind === 'closed') throw TooManyGuesses({ retryAfterSeconds: guess.retryAfterSeconds });
    const matches = await desk.matches(found?.passwordHash, password);
    if (!found || !matches) throw WrongCredentials();
    await forgetGuesses(query, target);
    if (isOutdated(found.passwordHash)) await replaceHash(query, found, await desk.hash(password));
    return found.user;
  });
}
