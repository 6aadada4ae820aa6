import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { stepOfCode } from '../domain/totp.ts';
import type { Seal } from '../seal.ts';
import type { AuthTables } from './tables.ts';

/** @returns since when a code is asked for at each log-in; undefined where none is */
export async function findTotpSince(query: Kysely<AuthTables>, userId: UserId): Promise<Date | undefined> {
  const row = await query
    .selectFrom('totp_credentials')
    .select('confirmed_at')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return row?.confirmed_at ?? undefined;
}

/**
 * Keeps a secret that is still to be confirmed, in place of an earlier one of that kind.
 * @returns false where a confirmed one stands
 */
export async function insertTotpSecret(
  query: Kysely<AuthTables>,
  seal: Seal,
  userId: UserId,
  secret: Buffer,
): Promise<boolean> {
  const sealed_secret = seal.close(secret.toString('base64'), userId);
  const row = await query
    .insertInto('totp_credentials')
    .values({ user_id: userId, sealed_secret, confirmed_at: null, last_step: null })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ sealed_secret, last_step: null, created_at: sql<Date>`now()` })
        .where('totp_credentials.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes a code, once: neither it nor an older one is taken again, also not at the same moment.
 * @param state `open`: the code confirms the secret
 * @returns whether it was right
 */
export async function useTotpCode(
  query: Kysely<AuthTables>,
  seal: Seal,
  userId: UserId,
  code: string,
  state: 'confirmed' | 'open' = 'confirmed',
): Promise<boolean> {
  const row = await query
    .selectFrom('totp_credentials')
    .select('sealed_secret')
    .where('user_id', '=', userId)
    .where('confirmed_at', state === 'open' ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (!row) return false;
  const secret = seal.open(row.sealed_secret, userId);
  if (secret === undefined)
    throw new Error('a secret of one-time codes does not open: AUTH_SECRET was changed');
  const step = stepOfCode(Buffer.from(secret, 'base64'), code, Date.now());
  if (step === undefined) return false;
  const used = await query
    .updateTable('totp_credentials')
    .set({ last_step: step, confirmed_at: sql<Date>`coalesce(confirmed_at, now())` })
    .where('user_id', '=', userId)
    // The very secret that the code was compared with.
    .where('sealed_secret', '=', row.sealed_secret)
    .where('confirmed_at', state === 'open' ? 'is' : 'is not', null)
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
    .returning('user_id')
    .executeTakeFirst();
  return used !== undefined;
}

export async function deleteTotp(query: Kysely<AuthTables>, userId: UserId): Promise<void> {
  await query.deleteFrom('totp_credentials').where('user_id', '=', userId).execute();
}
