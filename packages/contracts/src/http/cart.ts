import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { Availability, OfferSnapshot } from './catalog.ts';
import { nullable, Slug, Uuid } from './primitives.ts';

export const MAX_LINE_QUANTITY = 20;
export const MAX_CART_LINES = 50;

export const LineQuantity = Type.Integer({ minimum: 1, maximum: MAX_LINE_QUANTITY });

export const CartProblem = Type.Union([
  Type.Literal('unavailable'),
  Type.Literal('out_of_stock'),
  Type.Literal('price_changed'),
]);

export const CartItem = Type.Object({
  offerId: Uuid,
  productId: nullable(Uuid),
  productSlug: nullable(Slug),
  title: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  imageUrl: Type.String(),
  sellerId: nullable(Uuid),
  sellerName: Type.String(),
  quantity: LineQuantity,
  unitPrice: Money,
  /** What one unit cost when it was put into the cart. */
  priceWhenAdded: Money,
  lineTotal: Money,
  availability: Availability,
  dispatchDays: Type.Integer(),
  problem: nullable(CartProblem),
});
export type CartItem = Static<typeof CartItem>;

export const Cart = Type.Object({
  /** Grows with each change; null for a cart that does not exist yet. */
  version: Type.Integer(),
  items: Type.Array(CartItem),
  itemCount: Type.Integer({ description: 'Units, not lines' }),
  subtotal: Money,
});
export type Cart = Static<typeof Cart>;

export const AddCartItemBody = Type.Object(
  { offerId: Uuid, quantity: LineQuantity },
  { additionalProperties: false },
);
export type AddCartItemBody = Static<typeof AddCartItemBody>;
export const SetCartItemBody = Type.Object({ quantity: LineQuantity }, { additionalProperties: false });
export const CartItemParams = Type.Object({ offerId: Uuid }, { additionalProperties: false });

/** What checkout needs of a cart; asked by the order service for the owner that it names. */
export const CartLinesBody = Type.Object(
  { userId: Type.Optional(Uuid), guestKey: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
);
export const CartLines = Type.Object({
  cartId: nullable(Uuid),
  version: Type.Integer(),
  lines: Type.Array(Type.Object({ offerId: Uuid, quantity: LineQuantity })),
  /** What the lines are offers of, as the cart shows it: seconds old at most. Those that are not for sale are absent. */
  offers: Type.Array(OfferSnapshot),
});
export type CartLines = Static<typeof CartLines>;
