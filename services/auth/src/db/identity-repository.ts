import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ProviderAccount } from '../domain/provider-account.ts';
import type { AuthTables } from './tables.ts';

export type IdentityRow = Selectable<AuthTables['identities']>;

/** By issuer and subject: an address at a provider can come to belong to somebody else. */
export async function findIdentityOwner(
  query: Kysely<AuthTables>,
  { issuer, subject }: Pick<ProviderAccount, 'issuer' | 'subject'>,
): Promise<UserId | undefined> {
  const row = await query
    .selectFrom('identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.user_id;
}

/** @returns undefined where it is linked already, to whomever */
export async function insertIdentity(
  query: Kysely<AuthTables>,
  userId: UserId,
  { provider, issuer, subject, email }: ProviderAccount,
): Promise<IdentityRow | undefined> {
  return query
    .insertInto('identities')
    .values({ id: uuidv7(), user_id: userId, provider, issuer, subject, email, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function markIdentityUsed(
  query: Kysely<AuthTables>,
  { issuer, subject }: Pick<ProviderAccount, 'issuer' | 'subject'>,
): Promise<void> {
  await query
    .updateTable('identities')
    .set({ last_used_at: sql<Date>`now()` })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

export async function listIdentities(
  query: Kysely<AuthTables>,
  { userId }: Pick<UserActor, 'userId'>,
): Promise<IdentityRow[]> {
  return query.selectFrom('identities').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

/** @returns what it was; undefined where the actor has none of this id */
export async function deleteIdentity(
  query: Kysely<AuthTables>,
  actor: UserActor,
  id: string,
): Promise<IdentityRow | undefined> {
  return query
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .returningAll()
    .executeTakeFirst();
}
