import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { Cursor, Instant, nullable, PageLimit, page, Uuid } from './primitives.ts';
import { ProductCard } from './search.ts';

export const MAX_WISHES = 500;

export const Wish = Type.Object({
  productId: Uuid,
  savedAt: Instant,
  /** The best price when it was saved. */
  priceWhenSaved: Money,
  /** As it is for sale now; null when it is not for sale any more. */
  product: nullable(ProductCard),
});
export type Wish = Static<typeof Wish>;
export const WishPage = page(Wish);
export type WishPage = Static<typeof WishPage>;
export const WishQuery = Type.Object(
  { limit: Type.Optional(PageLimit(60, 24)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);

/** All of them, newest first: what hearts are drawn from. */
export const WishedProducts = Type.Object({ productIds: Type.Array(Uuid, { maxItems: MAX_WISHES }) });
export type WishedProducts = Static<typeof WishedProducts>;

export const WishParams = Type.Object({ productId: Uuid }, { additionalProperties: false });

/** What a browser kept for a guest, oldest first. */
export const MergeWishesBody = Type.Object(
  { productIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }) },
  { additionalProperties: false },
);
export type MergeWishesBody = Static<typeof MergeWishesBody>;
