import type { ReviewBody } from '@haat/contracts/http/review.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import type { ProductDocument, ReviewDocument } from '../db/documents.ts';
import { purchaseId } from '../db/documents.ts';
import { NotPurchased, ProductNotFound, ReviewExists, ReviewNotFound } from '../domain/catalog.errors.ts';
import { type RatingDependencies, settleRating } from '../settle-ratings/settle-ratings.ts';

export const WRITE_REVIEW_ERRORS = [ProductNotFound, NotPurchased, ReviewExists] as const;

export interface ReviewDependencies extends RatingDependencies {
  readonly database: CatalogDatabase;
}

interface Written {
  readonly review: ReviewDocument;
  readonly product: ProductDocument;
}

/** @throws catalog.product-not-found, review.not-purchased, review.exists */
export async function writeReview(
  dependencies: ReviewDependencies,
  actor: UserActor,
  productId: ProductId,
  body: ReviewBody,
): Promise<Written> {
  const { database, products, reviews } = dependencies;
  const product = await products.findById(productId);
  if (product?.status !== 'listed') throw ProductNotFound();
  const purchase = await database.purchases.findOne({ _id: purchaseId(actor.userId, productId) });
  if (!purchase) throw NotPurchased();
  const review = await reviews.insert(actor, productId, body);
  if (!review) throw ReviewExists();
  await settleRating(dependencies, review);
  return { review, product };
}

/** @throws review.not-found */
export async function editReview(
  dependencies: ReviewDependencies,
  actor: UserActor,
  id: string,
  body: ReviewBody,
): Promise<Written> {
  const review = await dependencies.reviews.edit(actor, id, body);
  const product = review && (await dependencies.products.findById(review.productId));
  if (!review || !product) throw ReviewNotFound();
  await settleRating(dependencies, review);
  return { review, product };
}

/** @throws review.not-found */
export async function deleteReview(
  dependencies: ReviewDependencies,
  actor: UserActor,
  id: string,
): Promise<void> {
  const review = await dependencies.reviews.withdraw(actor, id);
  if (!review) throw ReviewNotFound();
  await settleRating(dependencies, review);
}
