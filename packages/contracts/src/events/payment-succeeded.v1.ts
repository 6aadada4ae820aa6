import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { Money } from '../money.ts';

/** The buyer's money is captured. */
export const PaymentSucceeded = defineEvent({
  name: 'payment.succeeded',
  version: 1,
  schema: Type.Object({ orderId: Uuid, paymentId: Uuid, amount: Money }),
  key: (payload) => payload.orderId,
});
