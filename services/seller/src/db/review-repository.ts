import type { OwnSellerReview, SellerReview, SellerReviewBody } from '@haat/contracts/http/seller-review.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { publicName } from '@haat/platform/privacy/public-name.ts';
import { type Kysely, sql } from 'kysely';
import type { DeliveryRow, ReviewRow, SellerTables } from './tables.ts';

type Query = Kysely<SellerTables>;

/** @returns undefined where there is a review of that parcel already */
export async function insertReview(
  query: Query,
  actor: UserActor,
  delivery: DeliveryRow,
  body: SellerReviewBody,
): Promise<ReviewRow | undefined> {
  return query
    .insertInto('store_reviews')
    .values({
      id: uuidv7(),
      store_id: delivery.store_id,
      seller_order_id: delivery.seller_order_id,
      author_id: actor.userId,
      author_name: publicName(actor.name),
      ...body,
    })
    .onConflict((conflict) => conflict.column('seller_order_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function findOwnReview(
  query: Query,
  { userId }: UserActor,
  id: string,
): Promise<ReviewRow | undefined> {
  return query
    .selectFrom('store_reviews')
    .selectAll()
    .where('id', '=', id)
    .where('author_id', '=', userId)
    .executeTakeFirst();
}

export async function editReview(
  query: Query,
  { userId }: UserActor,
  id: string,
  body: SellerReviewBody,
): Promise<ReviewRow | undefined> {
  return query
    .updateTable('store_reviews')
    .set({ ...body, edited_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('author_id', '=', userId)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteReview(query: Query, { userId }: UserActor, id: string): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('store_reviews')
    .where('id', '=', id)
    .where('author_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What everybody sees, newest first. */
export async function listShownReviews(
  query: Query,
  storeId: SellerId,
  limit: number,
  after: string | undefined,
): Promise<readonly ReviewRow[]> {
  return query
    .selectFrom('store_reviews')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('hidden_reason', 'is', null)
    .$if(after !== undefined, (select) => select.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** For the store: what was said of it, and is not hidden. @param reply null takes the answer away */
export async function saveReply(
  query: Query,
  storeId: SellerId,
  id: string,
  reply: string | null,
): Promise<ReviewRow | undefined> {
  return query
    .updateTable('store_reviews')
    .set({ reply, replied_at: reply === null ? null : sql<Date>`now()` })
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .where('hidden_reason', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** For staff. */
export async function findReview(query: Query, id: string): Promise<ReviewRow | undefined> {
  return query.selectFrom('store_reviews').selectAll().where('id', '=', id).executeTakeFirst();
}

/** For staff. @param reason null shows it again */
export async function setHidden(
  query: Query,
  id: string,
  reason: string | null,
): Promise<ReviewRow | undefined> {
  return query
    .updateTable('store_reviews')
    .set({ hidden_reason: reason })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** For staff, newest first. */
export async function listAllReviews(
  query: Query,
  hidden: boolean | undefined,
  limit: number,
  after: string | undefined,
): Promise<readonly (ReviewRow & { slug: string; name: string })[]> {
  return query
    .selectFrom('store_reviews')
    .innerJoin('stores', 'stores.id', 'store_reviews.store_id')
    .selectAll('store_reviews')
    .select(['stores.slug', 'stores.name'])
    .$if(hidden !== undefined, (select) => select.where('hidden_reason', hidden ? 'is not' : 'is', null))
    .$if(after !== undefined, (select) => select.where('store_reviews.id', '<', after ?? ''))
    .orderBy('store_reviews.id', 'desc')
    .limit(limit)
    .execute();
}

export const toSellerReview = (row: ReviewRow): SellerReview => ({
  id: row.id,
  stars: row.stars,
  body: row.body,
  authorName: row.author_name,
  createdAt: instant(row.created_at),
  editedAt: row.edited_at && instant(row.edited_at),
  reply:
    row.reply === null || row.replied_at === null ? null : { body: row.reply, at: instant(row.replied_at) },
});

export const toOwnSellerReview = (row: ReviewRow): OwnSellerReview => ({
  ...toSellerReview(row),
  hidden: row.hidden_reason !== null,
  hiddenReason: row.hidden_reason,
});

/** A row that came as JSON has its dates as text. */
const instant = (date: Date | string): string => new Date(date).toISOString();
