import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, page, Slug, Uuid } from './primitives.ts';

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Stars = Type.Integer({ minimum: 1, maximum: 5 });

/** What a buyer says of the seller of a parcel that reached them. */
export const SellerReviewBody = Type.Object(
  { stars: Stars, body: Text(2_000) },
  { additionalProperties: false },
);
export type SellerReviewBody = Static<typeof SellerReviewBody>;
export const NewSellerReviewBody = Type.Object(
  { sellerOrderId: Uuid, ...SellerReviewBody.properties },
  { additionalProperties: false },
);
export type NewSellerReviewBody = Static<typeof NewSellerReviewBody>;

export const SellerReview = Type.Object({
  id: Uuid,
  stars: Stars,
  body: Type.String(),
  authorName: Type.String(),
  createdAt: Instant,
  editedAt: nullable(Instant),
  /** The seller's answer; there is one at most. */
  reply: nullable(Type.Object({ body: Type.String(), at: Instant })),
});
export type SellerReview = Static<typeof SellerReview>;
export const SellerReviewPage = page(SellerReview);
export type SellerReviewPage = Static<typeof SellerReviewPage>;
export const SellerReviewQuery = Type.Object(
  { limit: Type.Optional(PageLimit(50, 10)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);
export type SellerReviewQuery = Static<typeof SellerReviewQuery>;

/** A review as its author and the staff see it. */
export const OwnSellerReview = Type.Object({
  ...SellerReview.properties,
  /** Hidden by the staff: nobody else sees it, and it counts for no rating. */
  hidden: Type.Boolean(),
  hiddenReason: nullable(Type.String()),
});
export type OwnSellerReview = Static<typeof OwnSellerReview>;

const ReviewedStore = Type.Object({ id: Uuid, slug: Slug, name: Type.String() });

/** A parcel that reached the caller, and what they said of its seller. */
export const RatedDelivery = Type.Object({
  sellerOrderId: Uuid,
  orderId: Uuid,
  deliveredAt: Instant,
  store: ReviewedStore,
  review: nullable(OwnSellerReview),
});
export type RatedDelivery = Static<typeof RatedDelivery>;
export const RatedDeliveryPage = page(RatedDelivery);
export type RatedDeliveryPage = Static<typeof RatedDeliveryPage>;
export const RatedDeliveryQuery = Type.Object(
  { orderId: Type.Optional(Uuid), ...SellerReviewQuery.properties },
  { additionalProperties: false },
);
export type RatedDeliveryQuery = Static<typeof RatedDeliveryQuery>;

export const StaffSellerReview = Type.Object({ ...OwnSellerReview.properties, store: ReviewedStore });
export type StaffSellerReview = Static<typeof StaffSellerReview>;
export const StaffSellerReviewPage = page(StaffSellerReview);
export type StaffSellerReviewPage = Static<typeof StaffSellerReviewPage>;
export const StaffSellerReviewQuery = Type.Object(
  { hidden: Type.Optional(Type.Boolean()), ...SellerReviewQuery.properties },
  { additionalProperties: false },
);
export type StaffSellerReviewQuery = Static<typeof StaffSellerReviewQuery>;

export const ReplyBody = Type.Object({ body: Text(2_000) }, { additionalProperties: false });
export type ReplyBody = Static<typeof ReplyBody>;
