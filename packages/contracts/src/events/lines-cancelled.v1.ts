import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { LineQuantity } from '../http/cart.ts';
import { Instant, nullable, Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** Some items of a paid order will not be sent; their units are to be given back to stock. */
export const LinesCancelled = defineEvent({
  name: 'order.lines-cancelled',
  version: 1,
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    cancellationId: Uuid,
    /** Null for a guest. */
    userId: nullable(Uuid),
    email: Type.String(),
    buyerName: Type.String(),
    at: Instant,
    reason: Type.String(),
    /** What goes back for them; nothing where all of it went back before. */
    refund: Money,
    /** Nothing else of the order is left: `order.cancelled` tells of it too, with `itemised`. */
    orderEnded: Type.Boolean(),
    sellerOrders: Type.Array(
      Type.Object({
        sellerOrderId: Uuid,
        number: Type.String(),
        sellerId: Uuid,
        sellerName: Type.String(),
        refund: Money,
        /** Nothing is left to pack. */
        ended: Type.Boolean(),
        lines: Type.Array(
          Type.Object({ offerId: Uuid, productId: Uuid, title: Type.String(), quantity: LineQuantity }),
        ),
      }),
    ),
  }),
  key: (payload) => payload.orderId,
});
