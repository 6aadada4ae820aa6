import { SellerRatingChanged } from '@haat/contracts/events/seller-rating-changed.v1.ts';
import type { EditStoreBody } from '@haat/contracts/http/seller.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { ratingOf } from '@haat/contracts/rating.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, sql } from 'kysely';
import { StoreNotFound } from '../domain/store.errors.ts';
import type { SellerTables, StoreRow } from './tables.ts';

/** @throws seller.store-not-found, also of one that is closed */
export async function findOpenStore(query: Kysely<SellerTables>, slug: string): Promise<StoreRow> {
  const row = await query.selectFrom('stores').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (row?.status !== 'open') throw StoreNotFound();
  return row;
}

export async function findStore(query: Kysely<SellerTables>, id: SellerId): Promise<StoreRow> {
  const row = await query.selectFrom('stores').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw StoreNotFound();
  return row;
}

/** Of two who change what belongs to a store at once, the second sees what the first left. */
export async function lockStore(query: Kysely<SellerTables>, id: SellerId): Promise<StoreRow> {
  const row = await query
    .selectFrom('stores')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw StoreNotFound();
  return row;
}

export async function saveStoreText(
  query: Kysely<SellerTables>,
  id: SellerId,
  { about, policies }: EditStoreBody,
): Promise<StoreRow> {
  return query
    .updateTable('stores')
    .set({ about, returns_policy: policies.returns, dispatch_policy: policies.dispatch })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Counts the shown reviews anew, and tells of the rating where it is another one. Call it with the store held. */
export async function settleRating(unit: UnitOfWork<SellerTables>, id: SellerId): Promise<void> {
  const counts = await unit.query
    .selectFrom('store_reviews')
    .select(['stars', ({ fn }) => fn.countAll<string>().as('count')])
    .where('store_id', '=', id)
    .where('hidden_reason', 'is', null)
    .groupBy('stars')
    .execute();
  const histogram = [1, 2, 3, 4, 5].map((stars) =>
    Number(counts.find((row) => row.stars === stars)?.count ?? 0),
  );
  const rating = ratingOf(histogram);
  const store = await unit.query
    .updateTable('stores')
    .set({
      rating_average: String(rating.average),
      rating_count: rating.count,
      rating_histogram: histogram,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .where('rating_histogram', '<>', sql<number[]>`${histogram}::integer[]`)
    .returning('version')
    .executeTakeFirst();
  if (store) unit.emit(SellerRatingChanged, { sellerId: id, rating }, Number(store.version));
}
