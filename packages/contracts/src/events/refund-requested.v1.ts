import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** Money of an order is to go back. `refundId` makes it happen once. */
export const RefundRequested = defineEvent({
  name: 'order.refund-requested',
  version: 1,
  schema: Type.Object({
    orderId: Uuid,
    refundId: Uuid,
    /** Null: all that is left of the payment. */
    amount: Type.Union([Money, Type.Null()]),
    reason: Type.String(),
    /** Whose sales it takes back; of what had counted as sold. Absent from events of before it was told. */
    parts: Type.Optional(Type.Array(Type.Object({ sellerOrderId: Uuid, sellerId: Uuid, amount: Money }))),
  }),
  key: (payload) => payload.orderId,
});
