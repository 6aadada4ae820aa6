import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { OrderSnapshot } from './order-snapshot.ts';

/** The money arrived: sellers can fulfil. */
export const OrderConfirmed = defineEvent({
  name: 'order.confirmed',
  version: 1,
  schema: Type.Object({ ...OrderSnapshot.properties }),
  key: (payload) => payload.orderId,
});
