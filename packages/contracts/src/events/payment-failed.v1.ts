import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** An attempt to pay was refused; the buyer may try again. */
export const PaymentFailed = defineEvent({
  name: 'payment.failed',
  version: 1,
  schema: Type.Object({
    orderId: Uuid,
    paymentId: Uuid,
    code: Type.String(),
    message: Type.String(),
    amount: Money,
  }),
  key: (payload) => payload.orderId,
});
