import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import {
  CODES_AT_ONCE,
  hashRecoveryCode,
  newRecoveryCode,
  readRecoveryCode,
} from '../domain/recovery-code.ts';
import type { AuthTables } from './tables.ts';

/** New ones in place of all before. @returns them, this once: only their hashes are stored */
export async function replaceRecoveryCodes(query: Kysely<AuthTables>, userId: UserId): Promise<string[]> {
  await deleteRecoveryCodes(query, userId);
  const codes = Array.from({ length: CODES_AT_ONCE }, newRecoveryCode);
  await query
    .insertInto('recovery_codes')
    .values(
      codes.map((code) => ({ user_id: userId, code_hash: hashRecoveryCode(userId, code), used_at: null })),
    )
    .execute();
  return codes;
}

/** @returns whether it was a code of the user's that had not been used; of several uses at once, one is right */
export async function useRecoveryCode(
  query: Kysely<AuthTables>,
  userId: UserId,
  typed: string,
): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (!code) return false;
  const row = await query
    .updateTable('recovery_codes')
    .set({ used_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashRecoveryCode(userId, code))
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRecoveryCodes(query: Kysely<AuthTables>, userId: UserId): Promise<number> {
  const { left } = await query
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}

export async function deleteRecoveryCodes(query: Kysely<AuthTables>, userId: UserId): Promise<void> {
  await query.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
}
