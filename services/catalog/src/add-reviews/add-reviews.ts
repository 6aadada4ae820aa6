import type { CatalogDatabase } from '../db/catalog-database.ts';
import type { ReviewDocument } from '../db/documents.ts';
import { type RatingDependencies, updateRating } from '../settle-ratings/settle-ratings.ts';

/** Stores reviews (again: changes nothing) and brings the rating of their products up to date. */
export async function addReviews(
  dependencies: RatingDependencies & { readonly database: CatalogDatabase },
  reviews: readonly ReviewDocument[],
): Promise<void> {
  if (reviews.length === 0) return;
  await dependencies.database.reviews.bulkWrite(
    reviews.map(({ _id, ...review }) => ({
      // What the staff hid stays hidden.
      updateOne: { filter: { _id }, update: { $set: review }, upsert: true },
    })),
    { ordered: false },
  );
  for (const productId of new Set(reviews.map((review) => review.productId))) {
    await updateRating(dependencies, productId);
  }
}
