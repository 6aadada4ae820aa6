import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import { hashOfSecret } from '../domain/link-secrets.ts';
import { newSecret } from '../new-secret.ts';
import type { PasskeyPurpose } from './factor-tables.ts';
import type { AuthTables } from './tables.ts';

export const PASSKEY_CHALLENGE_SECONDS = 300;
const LIFETIME = sql<Date>`now() + make_interval(secs => ${PASSKEY_CHALLENGE_SECONDS})`;

export type PasskeyRow = Selectable<AuthTables['passkeys']>;

/** For one ceremony. @param boundTo the session or log-in that it is for */
export async function insertPasskeyChallenge(
  query: Kysely<AuthTables>,
  purpose: PasskeyPurpose,
  boundTo: string | null,
): Promise<string> {
  const challenge = newSecret();
  await query
    .insertInto('passkey_challenges')
    .values({ challenge_hash: hashOfSecret(challenge), purpose, bound_to: boundTo, expires_at: LIFETIME })
    .execute();
  return challenge;
}

/** @returns whether it was ours, made for this, and not used before */
export async function usePasskeyChallenge(
  query: Kysely<AuthTables>,
  purpose: PasskeyPurpose,
  boundTo: string | null,
  challenge: string,
): Promise<boolean> {
  const row = await query
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', hashOfSecret(challenge))
    .where('purpose', '=', purpose)
    .where('bound_to', 'is not distinct from', boundTo)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('purpose')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns undefined where the key is registered already */
export async function insertPasskey(
  query: Kysely<AuthTables>,
  userId: UserId,
  passkey: {
    credentialId: Buffer;
    publicKey: Buffer;
    counter: number;
    transports: readonly string[];
    isSynced: boolean;
    name: string;
  },
): Promise<PasskeyRow | undefined> {
  return query
    .insertInto('passkeys')
    .values({
      id: uuidv7(),
      user_id: userId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      is_synced: passkey.isSynced,
      name: passkey.name,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Whoever shows a key is known by it: here nobody asks yet. */
export async function findPasskey(
  query: Kysely<AuthTables>,
  credentialId: Buffer,
): Promise<PasskeyRow | undefined> {
  return query
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
}

/**
 * A key that counts must count on; one that does not stays at 0.
 * @returns false for one that was copied, or is used twice at the same moment, or was removed meanwhile
 */
export async function advancePasskey(
  query: Kysely<AuthTables>,
  id: string,
  counter: number,
): Promise<boolean> {
  const row = await query
    .updateTable('passkeys')
    .set({ counter, last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('counter', '<', counter),
        where.and([where('counter', '=', 0), where.val(counter === 0)]),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function listPasskeys(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
): Promise<PasskeyRow[]> {
  return query.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

/** @returns undefined where the actor has none of this id */
export async function renamePasskey(
  query: Kysely<AuthTables>,
  actor: UserActor,
  id: string,
  name: string,
): Promise<PasskeyRow | undefined> {
  return query
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .returningAll()
    .executeTakeFirst();
}

export async function hasPasskey(query: Kysely<AuthTables>, userId: UserId, id: string): Promise<boolean> {
  const row = await query
    .selectFrom('passkeys')
    .select('id')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function deletePasskeys(query: Kysely<AuthTables>, userId: UserId): Promise<void> {
  await query.deleteFrom('passkeys').where('user_id', '=', userId).execute();
}

/** @returns what it was; undefined where the actor has none of this id */
export async function deletePasskey(
  query: Kysely<AuthTables>,
  actor: UserActor,
  id: string,
): Promise<PasskeyRow | undefined> {
  return query
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .returningAll()
    .executeTakeFirst();
}
