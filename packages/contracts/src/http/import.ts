import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, page, Slug } from './primitives.ts';

export const ImportStatus = Type.Union([
  Type.Literal('receiving'),
  Type.Literal('processing'),
  Type.Literal('completed'),
]);

/** rows = listed + rejected + pending, at every moment. `unchanged` counts the listed rows that were so before. */
export const ImportJob = Type.Object({
  id: Type.String({ description: 'Derived from the file and its options: the same upload is the same job' }),
  fileName: Type.String(),
  sellerId: Type.String(),
  sellerName: Type.String(),
  status: ImportStatus,
  rows: Type.Integer(),
  listed: Type.Integer(),
  rejected: Type.Integer(),
  pending: Type.Integer(),
  startedAt: Instant,
  completedAt: nullable(Instant),
});
export type ImportJob = Static<typeof ImportJob>;
export const ImportJobPage = page(ImportJob);
export type ImportJobPage = Static<typeof ImportJobPage>;

export const ImportQuery = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    seller: Slug,
    /** Units given to each listed offer whose row names no stock. */
    defaultStock: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 25 })),
    /** Category for rows without one; without it such rows are rejected. */
    defaultCategory: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type ImportQuery = Static<typeof ImportQuery>;

export const ImportRow = Type.Object({
  line: Type.Integer({ description: 'Line of the file on which the row starts; the header is line 1' }),
  status: Type.Union([Type.Literal('pending'), Type.Literal('listed'), Type.Literal('rejected')]),
  title: Type.String(),
  productId: nullable(Type.String()),
  code: nullable(Type.String({ description: 'Why the row was rejected, e.g. import.price-range' })),
  reason: nullable(Type.String()),
});
export type ImportRow = Static<typeof ImportRow>;
export const ImportRowPage = page(ImportRow);
export type ImportRowPage = Static<typeof ImportRowPage>;
export const ImportRowQuery = Type.Object(
  {
    status: Type.Optional(
      Type.Union([Type.Literal('pending'), Type.Literal('listed'), Type.Literal('rejected')]),
    ),
    limit: Type.Optional(PageLimit(200, 50)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export const ImportParams = Type.Object(
  { id: Type.String({ pattern: '^[0-9a-f]{32}$' }) },
  { additionalProperties: false },
);
