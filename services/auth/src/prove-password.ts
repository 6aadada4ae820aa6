import type { UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { forgetGuesses, takeGuess } from './db/guess-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { findUserWithHash, type StoredUser } from './db/user-repository.ts';
import { PasswordQueueFull, SessionEnded, TooManyGuesses, WrongPassword } from './domain/account.errors.ts';
import { atPasswordDesk } from './passwords/password.ts';

export const PROVE_PASSWORD_ERRORS = [
  SessionEnded,
  WrongPassword,
  TooManyGuesses,
  PasswordQueueFull,
] as const;

/**
 * Somebody who is logged in shows that they know the password. Guesses count for themselves: those of a stranger at the
 * log-in do not keep the owner from changing it, and a stolen session gives no free guesses.
 * @throws auth.session-ended, auth.wrong-password, auth.too-many-attempts, auth.busy
 */
export async function provePassword(
  { query }: Database<AuthTables>,
  userId: UserId,
  password: string,
): Promise<{ readonly user: StoredUser; readonly passwordHash: string }> {
  return atPasswordDesk(async (desk) => {
    const found = await findUserWithHash(query, { id: userId });
    if (!found) throw SessionEnded();
    const guess = await takeGuess(query, { kind: 'user', userId });
    if (guess.kind === 'closed') throw TooManyGuesses({ retryAfterSeconds: guess.retryAfterSeconds });
    // An account without a password is answered like one with another.
    const passwordHash = found.passwordHash ?? undefined;
    const matches = await desk.matches(passwordHash, password);
    if (passwordHash === undefined || !matches) throw WrongPassword();
    await forgetGuesses(query, { kind: 'user', userId });
    return { user: found.user, passwordHash };
  });
}
