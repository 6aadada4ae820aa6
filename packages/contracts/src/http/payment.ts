import { type Static, Type } from 'typebox';
import { Money } from '../money.ts';
import { PaymentHandle } from './order.ts';
import { nullable, Uuid } from './primitives.ts';

export const BeginPaymentBody = Type.Object(
  { orderId: Uuid, orderNumber: Type.String(), amount: Money, email: Type.String() },
  { additionalProperties: false },
);
export type BeginPaymentBody = Static<typeof BeginPaymentBody>;

export const Payment = Type.Object({
  id: Uuid,
  orderId: Uuid,
  status: Type.Union([Type.Literal('pending'), Type.Literal('succeeded'), Type.Literal('cancelled')]),
  amount: Money,
  refunded: Money,
  handle: nullable(PaymentHandle),
});
export type Payment = Static<typeof Payment>;
export const PaymentOrderParams = Type.Object({ orderId: Uuid }, { additionalProperties: false });
