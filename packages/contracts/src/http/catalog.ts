import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { Cursor, Instant, nullable, PageLimit, page, Slug, Uuid } from './primitives.ts';

export const CategoryId = Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 80 });

export const Category = Type.Object({
  id: CategoryId,
  name: Type.String(),
  parentId: nullable(CategoryId),
  /** Key of the drawn symbol; see GET /v1/media/art. */
  symbolUrl: Type.String(),
});
export type Category = Static<typeof Category>;
export const CategoryList = Type.Object({ categories: Type.Array(Category) });
export type CategoryList = Static<typeof CategoryList>;

export const Image = Type.Object({
  url: Type.String(),
  alt: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
});
export type Image = Static<typeof Image>;

export const Rating = Type.Object({
  average: Type.Number({ minimum: 0, maximum: 5, description: '0 when there is no review' }),
  count: Type.Integer({ minimum: 0 }),
});
export type Rating = Static<typeof Rating>;

export const Availability = Type.Union([
  Type.Literal('in_stock'),
  Type.Literal('low_stock'),
  Type.Literal('out_of_stock'),
]);
export type Availability = Static<typeof Availability>;

export const Condition = Type.Union([Type.Literal('new'), Type.Literal('refurbished'), Type.Literal('used')]);
export type Condition = Static<typeof Condition>;

export const Offer = Type.Object({
  id: Uuid,
  variantId: Uuid,
  sellerId: Uuid,
  sellerName: Type.String(),
  sellerSlug: Slug,
  /** What buyers think of the seller; as old as the answer that it comes in. */
  sellerRating: Rating,
  sku: Type.String(),
  price: Money,
  listPrice: nullable(Money),
  condition: Condition,
  /** Working days until the seller hands the parcel over. */
  dispatchDays: Type.Integer({ minimum: 0, maximum: 30 }),
  availability: Availability,
});
export type Offer = Static<typeof Offer>;

export const Variant = Type.Object({
  id: Uuid,
  /** One value an axis, e.g. { Size: 'L', Colour: 'Blue' }; empty for a product with a single variant. */
  options: Type.Record(Type.String(), Type.String()),
});
export type Variant = Static<typeof Variant>;

export const ProductDetail = Type.Object({
  id: Uuid,
  slug: Slug,
  title: Type.String(),
  brand: nullable(Type.String()),
  /** From the root to the product's own category. */
  breadcrumbs: Type.Array(Type.Object({ id: CategoryId, name: Type.String() })),
  description: Type.String(),
  highlights: Type.Array(Type.String()),
  attributes: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  images: Type.Array(Image),
  axes: Type.Array(Type.Object({ name: Type.String(), values: Type.Array(Type.String()) })),
  variants: Type.Array(Variant),
  /** Every seller's offer, cheapest available first; the first one a variant is what "Add to cart" buys. */
  offers: Type.Array(Offer),
  rating: Rating,
  /** Number of reviews by stars: index 0 is one star. */
  ratingHistogram: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 5, maxItems: 5 }),
});
export type ProductDetail = Static<typeof ProductDetail>;

export const ProductParams = Type.Object(
  { idOrSlug: Type.String({ minLength: 1, maxLength: 120, pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' }) },
  { additionalProperties: false },
);

export const Review = Type.Object({
  id: Uuid,
  stars: Type.Integer({ minimum: 1, maximum: 5 }),
  title: Type.String(),
  body: Type.String(),
  authorName: Type.String(),
  verifiedPurchase: Type.Boolean(),
  createdAt: Instant,
});
export type Review = Static<typeof Review>;
export const ReviewPage = page(Review);
export type ReviewPage = Static<typeof ReviewPage>;
export const ReviewQuery = Type.Object(
  { limit: Type.Optional(PageLimit(50, 10)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);

/** What cart and checkout need to know of an offer, for many offers in one request. */
export const OfferSnapshot = Type.Object({
  offerId: Uuid,
  productId: Uuid,
  productSlug: Slug,
  variantId: Uuid,
  sku: Type.String(),
  title: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  categoryId: CategoryId,
  imageUrl: Type.String(),
  sellerId: Uuid,
  sellerName: Type.String(),
  price: Money,
  availability: Availability,
  dispatchDays: Type.Integer(),
});
export type OfferSnapshot = Static<typeof OfferSnapshot>;
export const OfferBatchBody = Type.Object(
  { offerIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }) },
  { additionalProperties: false },
);
/** Unknown and withdrawn offers are absent from the answer. */
export const OfferBatch = Type.Object({ offers: Type.Array(OfferSnapshot) });
export type OfferBatch = Static<typeof OfferBatch>;
