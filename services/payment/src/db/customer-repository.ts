import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, sql } from 'kysely';
import type { PaymentTables } from './tables.ts';

type Query = Kysely<PaymentTables>;

/** @returns the provider's name of a user; undefined where nothing was ever kept for them */
export async function findCustomer(query: Query, userId: UserId): Promise<string | undefined> {
  const row = await query
    .selectFrom('customers')
    .select('provider_id')
    .where('user_id', '=', userId)
    .where('forget_at', 'is', null)
    .executeTakeFirst();
  return row?.provider_id;
}

/** The first one stands: two at once ask the provider under one key, and get the same. */
export async function insertCustomer(query: Query, userId: UserId, providerId: string): Promise<void> {
  await query
    .insertInto('customers')
    .values({ user_id: userId, provider_id: providerId, forget_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function noteToForget(query: Query, userId: UserId): Promise<void> {
  await query
    .updateTable('customers')
    .set({ forget_at: sql<Date>`coalesce(forget_at, now())` })
    .where('user_id', '=', userId)
    .execute();
}

export const customersToForget = (
  query: Query,
  limit: number,
): Promise<{ user_id: UserId; provider_id: string }[]> =>
  query
    .selectFrom('customers')
    .select(['user_id', 'provider_id'])
    .where('forget_at', 'is not', null)
    .orderBy('forget_at')
    .limit(limit)
    .execute();

export async function deleteCustomer(query: Query, userId: UserId): Promise<void> {
  await query.deleteFrom('customers').where('user_id', '=', userId).execute();
}
