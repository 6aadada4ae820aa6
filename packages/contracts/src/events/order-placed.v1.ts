import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { OrderSnapshot } from './order-snapshot.ts';

/** An order is recorded, its stock is reserved, and it waits for the buyer's money. */
export const OrderPlaced = defineEvent({
  name: 'order.placed',
  version: 1,
  schema: Type.Object({ ...OrderSnapshot.properties }),
  key: (payload) => payload.orderId,
});
