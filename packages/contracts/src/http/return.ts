import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, Uuid } from './primitives.ts';
import { LineUnitsList, RefundQuote } from './refund.ts';
import { TimelineEntry } from './timeline.ts';

export const RETURN_REASONS = [
  'damaged',
  'defective',
  'wrong_item',
  'not_as_described',
  'does_not_fit',
  'changed_mind',
  'other',
] as const;
const ReturnReason = Type.Enum(RETURN_REASONS);
export type ReturnReason = Static<typeof ReturnReason>;

/** Who moved a return on; the rule did where nobody had in time. */
export const ReturnMover = Type.Enum(['buyer', 'seller', 'staff', 'rule']);
export type ReturnMover = Static<typeof ReturnMover>;

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Shipment = {
  carrier: text(60),
  trackingNumber: Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9-]+$' }),
};

export const RETURN_STATUSES = [
  'requested',
  'approved',
  'refused',
  'shipped_back',
  'received',
  'refunded',
  'withdrawn',
] as const;
export const ReturnStatus = Type.Enum(RETURN_STATUSES);
export type ReturnStatus = Static<typeof ReturnStatus>;

/** Where a return stands. What is to be done by a time, and is not, a rule does. */
export const ReturnState = Type.Union([
  /** The seller decides; else it is approved. */
  Type.Object({ status: Type.Literal('requested'), decideBy: Instant }),
  /** The buyer sends it; else it is withdrawn. */
  Type.Object({ status: Type.Literal('approved'), by: ReturnMover, sendBy: Instant }),
  Type.Object({ status: Type.Literal('refused'), by: ReturnMover, reason: Type.String() }),
  /** The seller says what came; else it counts as received. */
  Type.Object({
    status: Type.Literal('shipped_back'),
    carrier: Type.String(),
    trackingNumber: Type.String(),
    receiveBy: Instant,
  }),
  /** The money is on its way. */
  Type.Object({
    status: Type.Literal('received'),
    by: ReturnMover,
    condition: Type.String(),
    restock: Type.Boolean(),
  }),
  Type.Object({ status: Type.Literal('refunded'), at: Instant }),
  Type.Object({ status: Type.Literal('withdrawn'), by: ReturnMover }),
]);
export type ReturnState = Static<typeof ReturnState>;

export const Return = Type.Object({
  id: Uuid,
  number: Type.String({ description: 'For people, e.g. HT-7K3M-92QD-1-R1' }),
  orderId: Uuid,
  orderNumber: Type.String(),
  sellerOrderId: Uuid,
  sellerName: Type.String(),
  reason: ReturnReason,
  comment: Type.String(),
  lines: Type.Array(
    Type.Object({
      offerId: Uuid,
      title: Type.String(),
      options: Type.Record(Type.String(), Type.String()),
      imageUrl: Type.String(),
      quantity: Type.Integer(),
    }),
  ),
  /** What goes back for it, as far as is certain by now. */
  refund: RefundQuote,
  state: ReturnState,
  requestedAt: Instant,
});
export type Return = Static<typeof Return>;

/** A return with what happened to it, for those who decide. */
export const ReturnDetail = Type.Object({ ...Return.properties, timeline: Type.Array(TimelineEntry) });
export type ReturnDetail = Static<typeof ReturnDetail>;

export const ReturnPage = Type.Object({
  items: Type.Array(Return),
  nextCursor: nullable(Type.String()),
  /** How many stand in each state. */
  counts: Type.Record(Type.String(), Type.Integer()),
});
export type ReturnPage = Static<typeof ReturnPage>;
export const ReturnListQuery = Type.Object(
  {
    status: Type.Optional(ReturnStatus),
    limit: Type.Optional(PageLimit(100, 20)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type ReturnListQuery = Static<typeof ReturnListQuery>;

export const ReturnQuoteBody = Type.Object(
  { lines: LineUnitsList, reason: ReturnReason },
  { additionalProperties: false },
);
export type ReturnQuoteBody = Static<typeof ReturnQuoteBody>;
export const RequestReturnBody = Type.Object(
  { lines: LineUnitsList, reason: ReturnReason, comment: Type.String({ maxLength: 1_000 }) },
  { additionalProperties: false },
);
export type RequestReturnBody = Static<typeof RequestReturnBody>;

export const OrderReturnParams = Type.Object({ id: Uuid, returnId: Uuid }, { additionalProperties: false });
export const ShipReturnBody = Type.Object(Shipment, { additionalProperties: false });
export type ShipReturnBody = Static<typeof ShipReturnBody>;
export const RefuseReturnBody = Type.Object({ reason: text(500) }, { additionalProperties: false });
export const ReceiveReturnBody = Type.Object(
  { condition: Type.String({ maxLength: 500 }), restock: Type.Boolean() },
  { additionalProperties: false },
);
/** Staff say why they step in. */
export const OverruleReturnBody = Type.Object({ reason: text(500) }, { additionalProperties: false });
