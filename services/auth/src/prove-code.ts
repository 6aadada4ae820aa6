import type { UserId } from '@haat/contracts/ids.ts';
import type { Database, UnitOfWork } from '@haat/platform/db/database.ts';
import { forgetGuesses, takeGuess } from './db/guess-repository.ts';
import { useRecoveryCode } from './db/recovery-code-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { requireReadableTotp, useTotpCode } from './db/totp-repository.ts';
import { TooManyGuesses } from './domain/account.errors.ts';
import type { Seal } from './seal.ts';

export type CodeMethod = 'totp' | 'recovery-code';

/**
 * Guesses at an account's codes are counted like those at a password, over all its log-ins; before they are looked at, and
 * committed whatever comes of them.
 * @throws auth.too-many-attempts, auth.authenticator-unreadable
 */
export async function takeCodeGuess(
  { query }: Database<AuthTables>,
  seal: Seal,
  userId: UserId,
  method: CodeMethod,
): Promise<void> {
  if (method === 'totp') await requireReadableTotp(query, seal, userId);
  const guess = await takeGuess(query, { kind: 'code', userId });
  if (guess.kind === 'closed') throw TooManyGuesses({ retryAfterSeconds: guess.retryAfterSeconds });
}

/** @returns whether the code was right; it is used up by it */
export async function proveCode(
  { query }: UnitOfWork<AuthTables>,
  seal: Seal,
  userId: UserId,
  method: CodeMethod,
  code: string,
): Promise<boolean> {
  const isRight =
    method === 'totp'
      ? await useTotpCode(query, seal, userId, code)
      : await useRecoveryCode(query, userId, code);
  if (isRight) await forgetGuesses(query, { kind: 'code', userId });
  return isRight;
}
