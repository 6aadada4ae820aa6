import { ratingOf } from '@haat/contracts/rating.ts';
import type { ReviewDocument } from '../db/documents.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import type { ReviewRepository } from '../db/review-repository.ts';

export interface RatingDependencies {
  readonly products: ProductRepository;
  readonly reviews: ReviewRepository;
}

/** Brings the rating of a product up to date with what became of a review. */
export async function settleRating(
  { products, reviews }: RatingDependencies,
  review: ReviewDocument,
): Promise<void> {
  await updateRating({ products, reviews }, review.productId);
  await reviews.settled(review);
}

/**
 * Counted anew from what is stored, so that no lost step leaves a wrong sum behind; and counted after the product was
 * read, so that of two at once the one who counted less has to count again.
 */
export async function updateRating(
  { products, reviews }: RatingDependencies,
  productId: ReviewDocument['productId'],
): Promise<void> {
  await products.change(productId, async (product) => {
    const ratingHistogram = await reviews.countStars(productId);
    const same = ratingHistogram.every((each, index) => each === product.ratingHistogram[index]);
    return same ? undefined : { rating: ratingOf(ratingHistogram), ratingHistogram };
  });
}

/** Takes up what a crash cut off between a review and its product's rating. */
export async function settleRatings(dependencies: RatingDependencies): Promise<void> {
  for (const review of await dependencies.reviews.unsettled(100)) await settleRating(dependencies, review);
}
