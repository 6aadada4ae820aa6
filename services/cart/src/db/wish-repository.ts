import { MAX_WISHES } from '@haat/contracts/http/wishlist.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { type Money, money } from '@haat/contracts/money.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, sql } from 'kysely';
import type { CartTables } from './tables.ts';

export interface NewWish {
  readonly productId: ProductId;
  readonly price: Money;
}
export interface StoredWish extends NewWish {
  readonly savedAt: Date;
  /** The instant as exactly as the database has it: a Date has no microseconds. */
  readonly position: string;
}

/**
 * Adds to a wishlist, as far as there is room; what is on it stays as it is.
 * @returns whether all of them are on it now
 */
export async function saveWishes(
  { query }: UnitOfWork<CartTables>,
  { userId }: UserActor,
  wishes: readonly NewWish[],
): Promise<boolean> {
  // Holds the list until the commit: the next statement counts what everybody before has added.
  await query
    .insertInto('wishlists')
    .values({ user_id: userId })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ version: sql`wishlists.version + 1` }))
    .execute();
  const there = await wishedProducts(query, userId);
  const known = new Set(there);
  const fresh = wishes.filter((wish) => !known.has(wish.productId));
  const fitting = fresh.slice(0, MAX_WISHES - there.length);
  if (fitting.length > 0) {
    await query
      .insertInto('wishes')
      .values(
        fitting.map(({ productId, price }) => ({
          user_id: userId,
          product_id: productId,
          price_amount: price.amount,
          price_currency: price.currency,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return fitting.length === fresh.length;
}

export async function removeWish(
  query: Kysely<CartTables>,
  { userId }: UserActor,
  productId: ProductId,
): Promise<void> {
  await query
    .deleteFrom('wishes')
    .where('user_id', '=', userId)
    .where('product_id', '=', productId)
    .execute();
}

export const findWishedProducts = (query: Kysely<CartTables>, { userId }: UserActor): Promise<ProductId[]> =>
  wishedProducts(query, userId);

async function wishedProducts(query: Kysely<CartTables>, userId: UserActor['userId']): Promise<ProductId[]> {
  const rows = await query
    .selectFrom('wishes')
    .select('product_id')
    .where('user_id', '=', userId)
    .orderBy('saved_at', 'desc')
    .orderBy('product_id', 'desc')
    .execute();
  return rows.map((row) => row.product_id);
}

/** Newest first. */
export async function findWishes(
  query: Kysely<CartTables>,
  { userId }: UserActor,
  limit: number,
  after: { readonly position: string; readonly productId: string } | undefined,
): Promise<StoredWish[]> {
  let rows = query
    .selectFrom('wishes')
    .select(['product_id', 'price_amount', 'price_currency', 'saved_at'])
    .select(sql<string>`to_json(saved_at at time zone 'utc') #>> '{}'`.as('position'))
    .where('user_id', '=', userId)
    .orderBy('saved_at', 'desc')
    .orderBy('product_id', 'desc')
    .limit(limit);
  if (after) {
    rows = rows.where(
      sql<boolean>`(saved_at, product_id) < (${after.position}::timestamptz, ${after.productId}::uuid)`,
    );
  }
  return (await rows.execute()).map((row) => ({
    productId: row.product_id,
    price: money(row.price_amount, row.price_currency),
    savedAt: row.saved_at,
    position: `${row.position}Z`,
  }));
}
