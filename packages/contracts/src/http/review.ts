import { type Static, Type } from 'typebox';
import { Review } from './catalog.ts';
import { Cursor, Instant, nullable, PageLimit, page, Slug, Uuid } from './primitives.ts';

/** What a buyer writes of a product that was delivered to them. */
export const ReviewBody = Type.Object(
  {
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    title: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    body: Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' }),
  },
  { additionalProperties: false },
);
export type ReviewBody = Static<typeof ReviewBody>;

export const ReviewedProduct = Type.Object({
  id: Uuid,
  slug: Slug,
  title: Type.String(),
  imageUrl: Type.String(),
});
export type ReviewedProduct = Static<typeof ReviewedProduct>;

/** A review as its author and the staff see it. */
export const OwnReview = Type.Object({
  ...Review.properties,
  editedAt: nullable(Instant),
  /** Hidden by the staff: nobody else sees it, and it counts for no rating. */
  hidden: Type.Boolean(),
  hiddenReason: nullable(Type.String()),
  product: ReviewedProduct,
});
export type OwnReview = Static<typeof OwnReview>;
export const OwnReviewPage = page(OwnReview);
export type OwnReviewPage = Static<typeof OwnReviewPage>;
export const OwnReviewQuery = Type.Object(
  { limit: Type.Optional(PageLimit(50, 20)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);

/** Whether the caller may review a product, and what they wrote of it. */
export const ReviewStanding = Type.Object({ purchased: Type.Boolean(), review: nullable(OwnReview) });
export type ReviewStanding = Static<typeof ReviewStanding>;

export const ToReview = Type.Object({
  /** Newest delivery first; 50 at most. */
  items: Type.Array(Type.Object({ product: ReviewedProduct, deliveredAt: Instant })),
});
export type ToReview = Static<typeof ToReview>;

export const AllReviewsQuery = Type.Object(
  {
    hidden: Type.Optional(Type.Boolean()),
    productId: Type.Optional(Uuid),
    limit: Type.Optional(PageLimit(50, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export const HideReviewBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }) },
  { additionalProperties: false },
);
