import type { OwnReview } from '@haat/contracts/http/review.ts';
import type { ProductDocument, ReviewDocument } from '../db/documents.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import { artUrl } from '../domain/art.ts';

export const toReviewedProduct = (product: ProductDocument) => ({
  id: product._id,
  slug: product.slug,
  title: product.title,
  imageUrl: artUrl(product.art),
});

/** As the author and the staff see it. */
export const toOwnReview = (review: ReviewDocument, product: ProductDocument): OwnReview => ({
  ...toReview(review),
  editedAt: review.editedAt?.toISOString() ?? null,
  hidden: review.withdrawn === 'hidden',
  hiddenReason: review.hiddenReason ?? null,
  product: toReviewedProduct(product),
});

export const toReview = (review: ReviewDocument) => ({
  id: review._id,
  stars: review.stars,
  title: review.title,
  body: review.body,
  authorName: review.authorName,
  verifiedPurchase: review.verifiedPurchase,
  createdAt: review.createdAt.toISOString(),
});

/** With their products, read in one request. */
export async function toOwnReviews(
  products: ProductRepository,
  reviews: readonly ReviewDocument[],
): Promise<OwnReview[]> {
  if (reviews.length === 0) return [];
  const found = await products.findByIds([...new Set(reviews.map((review) => review.productId))]);
  const byId = new Map(found.map((product) => [product._id, product]));
  return reviews.flatMap((review) => {
    const product = byId.get(review.productId);
    return product ? [toOwnReview(review, product)] : [];
  });
}
