import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import { AuthenticatorUnreadable } from '../domain/factor.errors.ts';
import { stepOfCode } from '../domain/totp.ts';
import type { Opened, Seal } from '../seal.ts';
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
 * Where no key of ours opens the secret, no code can be right, and none is to be counted as a guess.
 * @throws auth.authenticator-unreadable
 */
export async function requireReadableTotp(
  query: Kysely<AuthTables>,
  seal: Seal,
  userId: UserId,
): Promise<void> {
  const row = await query
    .selectFrom('totp_credentials')
    .select('sealed_secret')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row) openSecret(seal, row.sealed_secret, userId);
}

/**
 * Takes a code, once: neither it nor an older one is taken again, also not at the same moment. A secret that lies under
 * a key of before is closed anew by it.
 * @param state `open`: the code confirms the secret
 * @returns whether it was right
 * @throws auth.authenticator-unreadable
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
  const { plain, isStale } = openSecret(seal, row.sealed_secret, userId);
  const step = stepOfCode(Buffer.from(plain, 'base64'), code, Date.now());
  if (step === undefined) return false;
  const used = await query
    .updateTable('totp_credentials')
    .set({
      last_step: step,
      confirmed_at: sql<Date>`coalesce(confirmed_at, now())`,
      ...(isStale ? { sealed_secret: seal.close(plain, userId) } : {}),
    })
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

export interface SealedSecret {
  readonly userId: UserId;
  readonly sealed: Buffer;
}

/** In the order of their users. @param after of the last one of the batch before */
export async function listSealedSecrets(
  query: Kysely<AuthTables>,
  after: UserId | undefined,
  limit: number,
): Promise<SealedSecret[]> {
  const rows = await query
    .selectFrom('totp_credentials')
    .select(['user_id', 'sealed_secret'])
    .$if(after !== undefined, (select) => select.where('user_id', '>', after as UserId))
    .orderBy('user_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ userId: row.user_id, sealed: row.sealed_secret }));
}

/** @returns whether it was still the one that was read */
export async function replaceSealedSecret(
  query: Kysely<AuthTables>,
  { userId, sealed }: SealedSecret,
  anew: Buffer,
): Promise<boolean> {
  const row = await query
    .updateTable('totp_credentials')
    .set({ sealed_secret: anew })
    .where('user_id', '=', userId)
    .where('sealed_secret', '=', sealed)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

function openSecret(seal: Seal, sealed: Buffer, userId: UserId): Opened {
  const opened = seal.open(sealed, userId);
  if (!opened) throw AuthenticatorUnreadable();
  return opened;
}
