import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { LineQuantity, MAX_CART_LINES } from './cart.ts';
import { Uuid } from './primitives.ts';

/** Units of one line that are to be cancelled or to come back; an order has one line an offer. */
export const LineUnits = Type.Object(
  { offerId: Uuid, quantity: LineQuantity },
  { additionalProperties: false },
);
export type LineUnits = Static<typeof LineUnits>;
export const LineUnitsList = Type.Array(LineUnits, { minItems: 1, maxItems: MAX_CART_LINES });

/** What goes back to the buyer, to the last cent, and why it is that. */
export const RefundQuote = Type.Object({
  /** What the buyer gets: items less discount, tax where it was charged on top, shipping. */
  total: Money,
  items: Money,
  discount: Money,
  tax: Money,
  /** The prices hold the tax, so it is no addend of the total. */
  taxIncluded: Type.Boolean(),
  shipping: Money,
  lines: Type.Array(
    Type.Object({
      offerId: Uuid,
      title: Type.String(),
      quantity: LineQuantity,
      /** Of the line, without shipping. */
      refund: Money,
    }),
  ),
  /** In words for the buyer. */
  explanation: Type.Array(Type.String()),
});
export type RefundQuote = Static<typeof RefundQuote>;
