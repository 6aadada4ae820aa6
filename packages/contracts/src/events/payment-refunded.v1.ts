import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** Money went back to the buyer. */
export const PaymentRefunded = defineEvent({
  name: 'payment.refunded',
  version: 1,
  schema: Type.Object({
    orderId: Uuid,
    paymentId: Uuid,
    refundId: Uuid,
    amount: Money,
    refundedTotal: Money,
    full: Type.Boolean(),
  }),
  key: (payload) => payload.orderId,
});
