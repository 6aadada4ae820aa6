import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { SellerTables } from './tables.ts';

export interface MemberRow {
  readonly userId: UserId;
  readonly role: SellerRole;
  readonly email: string | null;
  readonly name: string | null;
  readonly addedAt: Date;
}

export async function listMembers(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
): Promise<readonly MemberRow[]> {
  return query
    .selectFrom('store_members')
    .select(['user_id as userId', 'role', 'email', 'name', 'added_at as addedAt'])
    .where('store_id', '=', sellerId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('user_id')
    .execute();
}

export async function isMember(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
  userId: UserId,
): Promise<boolean> {
  const row = await query
    .selectFrom('store_members')
    .select('user_id')
    .where('store_id', '=', sellerId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds the store: of two changes to one team at once, the second sees what the first left. */
export async function lockTeam(
  query: Transaction<SellerTables>,
  sellerId: SellerId,
): Promise<readonly MemberRow[]> {
  await query.selectFrom('stores').select('id').where('id', '=', sellerId).forUpdate().execute();
  return listMembers(query, sellerId);
}

/** Of two stores that the same account joins at once, the second sees the first. */
export async function lockAccount(query: Transaction<SellerTables>, userId: UserId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(query);
}

/** @returns false when the account acts for a store already, this one or another */
export async function insertMember(
  query: Kysely<SellerTables>,
  member: { sellerId: SellerId; userId: UserId; role: SellerRole; email: string; name: string },
): Promise<boolean> {
  const { sellerId, userId, ...fields } = member;
  const elsewhere = await query
    .selectFrom('store_members')
    .select('store_id')
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (elsewhere) return false;
  const row = await query
    .insertInto('store_members')
    .values({ store_id: sellerId, user_id: userId, ...fields })
    .onConflict((conflict) =>
      // Somebody who left comes back.
      conflict
        .columns(['store_id', 'user_id'])
        .doUpdateSet({ ...fields, added_at: sql<Date>`now()`, removed_at: null }),
    )
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setRole(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
  userId: UserId,
  role: SellerRole,
): Promise<void> {
  await query
    .updateTable('store_members')
    .set({ role })
    .where('store_id', '=', sellerId)
    .where('user_id', '=', userId)
    .execute();
}

export async function markRemoved(
  query: Kysely<SellerTables>,
  sellerId: SellerId,
  userId: UserId,
): Promise<void> {
  await query
    .updateTable('store_members')
    .set({ removed_at: sql<Date>`now()`, email: null, name: null })
    .where('store_id', '=', sellerId)
    .where('user_id', '=', userId)
    .execute();
}

/** The sequence of what is told next of any membership. Taken while its row is held, so that it grows per user. */
export async function nextMembershipChange(query: Kysely<SellerTables>): Promise<number> {
  const { rows } = await sql<{ next: number }>`select nextval('membership_changes') as next`.execute(query);
  return rows[0]?.next ?? 0;
}
