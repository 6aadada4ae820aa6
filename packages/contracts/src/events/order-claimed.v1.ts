import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { LineQuantity } from '../http/cart.ts';
import { Instant, Uuid } from '../http/primitives.ts';

/** A guest's order became a user's, who showed that its address is theirs. What was delivered of it counts as theirs. */
export const OrderClaimed = defineEvent({
  name: 'order.claimed',
  version: 1,
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    userId: Uuid,
    delivered: Type.Array(
      Type.Object({
        sellerOrderId: Uuid,
        sellerId: Uuid,
        sellerName: Type.String(),
        at: Instant,
        lines: Type.Array(
          Type.Object({ offerId: Uuid, productId: Uuid, title: Type.String(), quantity: LineQuantity }),
        ),
      }),
    ),
  }),
  key: (payload) => payload.orderId,
});
