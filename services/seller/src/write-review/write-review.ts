import type { NewSellerReviewBody, SellerReviewBody } from '@haat/contracts/http/seller-review.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { holdDelivery } from '../db/delivery-repository.ts';
import { isMember } from '../db/member-repository.ts';
import {
  deleteReview as deleteRow,
  editReview as editRow,
  findOwnReview,
  insertReview,
} from '../db/review-repository.ts';
import { lockStore, settleRating } from '../db/store-repository.ts';
import type { ReviewRow, SellerTables } from '../db/tables.ts';
import { NotDelivered, OwnStore, SellerReviewExists, SellerReviewNotFound } from '../domain/store.errors.ts';

export const WRITE_REVIEW_ERRORS = [NotDelivered, OwnStore, SellerReviewExists] as const;

/** @throws seller-review.not-delivered, seller-review.own-store, seller-review.exists */
export async function writeReview(
  database: Database<SellerTables>,
  actor: UserActor,
  { sellerOrderId, ...body }: NewSellerReviewBody,
): Promise<ReviewRow> {
  return database.transaction(async (unit) => {
    const delivery = await holdDelivery(unit.query, actor, sellerOrderId);
    if (!delivery) throw NotDelivered();
    const { id } = await lockStore(unit.query, delivery.store_id);
    if (await isMember(unit.query, id, actor.userId)) throw OwnStore();
    const review = await insertReview(unit.query, actor, delivery, body);
    if (!review) throw SellerReviewExists();
    await settleRating(unit, id);
    return review;
  });
}

/** @throws seller-review.not-found */
export async function editReview(
  database: Database<SellerTables>,
  actor: UserActor,
  id: string,
  body: SellerReviewBody,
): Promise<ReviewRow> {
  return database.transaction(async (unit) => {
    const found = await findOwnReview(unit.query, actor, id);
    if (!found) throw SellerReviewNotFound();
    await lockStore(unit.query, found.store_id);
    const review = await editRow(unit.query, actor, id, body);
    if (!review) throw SellerReviewNotFound();
    await settleRating(unit, review.store_id);
    return review;
  });
}

/** @throws seller-review.not-found */
export async function deleteReview(
  database: Database<SellerTables>,
  actor: UserActor,
  id: string,
): Promise<void> {
  await database.transaction(async (unit) => {
    const found = await findOwnReview(unit.query, actor, id);
    if (!found) throw SellerReviewNotFound();
    await lockStore(unit.query, found.store_id);
    if (!(await deleteRow(unit.query, actor, id))) throw SellerReviewNotFound();
    await settleRating(unit, found.store_id);
  });
}
