import type { ProductId } from '@haat/contracts/ids.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import type { ReviewDocument } from '../db/documents.ts';
import type { ProductRepository } from '../db/product-repository.ts';

/** Stores reviews (again: changes nothing) and brings the rating of their products up to date. */
export async function addReviews(
  { database, products }: { database: CatalogDatabase; products: ProductRepository },
  reviews: readonly ReviewDocument[],
): Promise<void> {
  if (reviews.length === 0) return;
  await database.reviews.bulkWrite(
    reviews.map((review) => ({
      replaceOne: { filter: { _id: review._id }, replacement: review, upsert: true },
    })),
    { ordered: false },
  );
  for (const productId of new Set(reviews.map((review) => review.productId))) {
    await updateRating(database, products, productId);
  }
}

/** Counted anew from what is stored, so that no lost step leaves a wrong sum behind. */
async function updateRating(database: CatalogDatabase, products: ProductRepository, productId: ProductId) {
  const stored = await database.reviews.find({ productId }, { projection: { stars: 1 } }).toArray();
  const ratingHistogram = [1, 2, 3, 4, 5].map(
    (stars) => stored.filter((review) => review.stars === stars).length,
  );
  const sum = stored.reduce((total, review) => total + review.stars, 0);
  const average = stored.length === 0 ? 0 : Math.round((sum / stored.length) * 100) / 100;
  await products.change(productId, () => ({ rating: { average, count: stored.length }, ratingHistogram }));
}
