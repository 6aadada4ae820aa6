import { type Static, Type } from 'typebox';
import { Availability } from './catalog.ts';
import { Cursor, Instant, nullable, PageLimit, page, Uuid } from './primitives.ts';

export const ReserveBody = Type.Object(
  {
    orderId: Uuid,
    /** Until when the units are held. */
    expiresAt: Instant,
    lines: Type.Array(
      Type.Object(
        { offerId: Uuid, quantity: Type.Integer({ minimum: 1, maximum: 1000 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);
export type ReserveBody = Static<typeof ReserveBody>;

export const Reservation = Type.Object({
  orderId: Uuid,
  status: Type.Union([
    Type.Literal('reserved'),
    Type.Literal('committed'),
    Type.Literal('released'),
    Type.Literal('returned'),
  ]),
  expiresAt: Instant,
});
export type Reservation = Static<typeof Reservation>;

/** initial + restocked − writtenOff = available + reserved + sold, at every moment. */
export const Stock = Type.Object({
  offerId: Uuid,
  productId: Uuid,
  sku: Type.String(),
  title: Type.String(),
  initial: Type.Integer(),
  restocked: Type.Integer(),
  writtenOff: Type.Integer(),
  available: Type.Integer(),
  reserved: Type.Integer(),
  sold: Type.Integer(),
  availability: Availability,
});
export type Stock = Static<typeof Stock>;
export const StockPage = page(Stock);
export type StockPage = Static<typeof StockPage>;
export const StockQuery = Type.Object(
  { limit: Type.Optional(PageLimit(200, 50)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);
export const StockParams = Type.Object({ offerId: Uuid }, { additionalProperties: false });

/** Units put on the shelf (positive) or written off (negative). */
export const AdjustStockBody = Type.Object(
  {
    delta: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
    note: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  },
  { additionalProperties: false },
);
export type AdjustStockBody = Static<typeof AdjustStockBody>;
