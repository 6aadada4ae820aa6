import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, page, Slug, Uuid } from './primitives.ts';

export const SHOP_REPORT_REASONS = ['counterfeit', 'misleading', 'prohibited', 'abusive', 'other'] as const;
export const ShopReportReason = Type.Enum([...SHOP_REPORT_REASONS]);
export type ShopReportReason = Static<typeof ShopReportReason>;

/** What somebody tells the staff of a shop. */
export const ReportShopBody = Type.Object(
  { reason: ShopReportReason, text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) },
  { additionalProperties: false },
);
export type ReportShopBody = Static<typeof ReportShopBody>;
export const ShopReportReceipt = Type.Object({ id: Uuid, reportedAt: Instant });
export type ShopReportReceipt = Static<typeof ShopReportReceipt>;

export const ShopReport = Type.Object({
  id: Uuid,
  store: Type.Object({ id: Uuid, slug: Slug, name: Type.String() }),
  /** Null once the account is gone. */
  reporterId: nullable(Uuid),
  reason: ShopReportReason,
  text: Type.String(),
  reportedAt: Instant,
  /** Null while it is open. */
  resolution: nullable(Type.Object({ note: Type.String(), by: Uuid, at: Instant })),
});
export type ShopReport = Static<typeof ShopReport>;
export const ShopReportPage = Type.Object({
  ...page(ShopReport).properties,
  counts: Type.Object({ open: Type.Integer(), resolved: Type.Integer() }),
});
export type ShopReportPage = Static<typeof ShopReportPage>;
export const ShopReportQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['open', 'resolved'])),
    limit: Type.Optional(PageLimit(50, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type ShopReportQuery = Static<typeof ShopReportQuery>;

export const ResolveReportBody = Type.Object(
  { note: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) },
  { additionalProperties: false },
);
export type ResolveReportBody = Static<typeof ResolveReportBody>;
