import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { OrderSnapshot } from './order-snapshot.ts';

/** The order ended without fulfilment; whatever it reserved is to be given back. */
export const OrderCancelled = defineEvent({
  name: 'order.cancelled',
  version: 1,
  schema: Type.Object({
    ...OrderSnapshot.properties,
    reason: Type.String(),
    /** Whether `order.placed` told of it before: false for an order that ended before its stock was reserved. */
    wasPlaced: Type.Boolean(),
    /** Whether money had come for it. Absent from events of before that. */
    wasPaid: Type.Optional(Type.Boolean()),
    /** The last of its items was cancelled: `order.lines-cancelled` told of each. Absent from events of before that. */
    itemised: Type.Optional(Type.Boolean()),
  }),
  key: (payload) => payload.orderId,
});
