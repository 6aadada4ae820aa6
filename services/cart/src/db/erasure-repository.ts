import { type Kysely, sql } from 'kysely';
import type { CartTables } from './tables.ts';

/** Cart and wishlist of a user, with what is in them. */
export async function deleteOfUser(query: Kysely<CartTables>, userId: string): Promise<void> {
  await sql`delete from carts where owner = ${`user:${userId}`}`.execute(query);
  await sql`delete from wishlists where user_id = ${userId}`.execute(query);
}
