import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { LineQuantity } from '../http/cart.ts';
import { Instant, nullable, Uuid } from '../http/primitives.ts';
import { RETURN_REASONS, ReturnMover, ReturnStatus } from '../http/return.ts';
import { Money } from '../money.ts';

/** A return was asked for, or went a step on. What was received in a good state goes back on the shelf. */
export const ReturnMoved = defineEvent({
  name: 'order.return-moved',
  version: 1,
  schema: Type.Object({
    returnId: Uuid,
    number: Type.String(),
    orderId: Uuid,
    orderNumber: Type.String(),
    sellerOrderId: Uuid,
    sellerId: Uuid,
    sellerName: Type.String(),
    /** Null for a guest. */
    userId: nullable(Uuid),
    email: Type.String(),
    buyerName: Type.String(),
    at: Instant,
    status: ReturnStatus,
    by: ReturnMover,
    reason: Type.Enum(RETURN_REASONS),
    /** Of a refusal, or of a step that staff took. */
    note: nullable(Type.String()),
    /** Until when the next step is to be done, by whose turn it is. */
    due: nullable(Instant),
    tracking: nullable(Type.Object({ carrier: Type.String(), number: Type.String() })),
    /** What goes back for it. */
    refund: Money,
    /** Of a received return: whether its units can be sold again. */
    restock: Type.Boolean(),
    lines: Type.Array(
      Type.Object({ offerId: Uuid, productId: Uuid, title: Type.String(), quantity: LineQuantity }),
    ),
  }),
  key: (payload) => payload.orderId,
});
