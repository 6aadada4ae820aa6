import { type Static, Type } from 'typebox';
import { Instant, nullable, Uuid } from './primitives.ts';

export const TimelineEntry = Type.Object({
  at: Instant,
  /**
   * placed, payment_failed, confirmed, lines_cancelled, packed, shipped, delivered, cancelled, refund_requested,
   * refunded, return_moved
   */
  kind: Type.String(),
  text: Type.String(),
  sellerOrderId: nullable(Uuid),
});
export type TimelineEntry = Static<typeof TimelineEntry>;
