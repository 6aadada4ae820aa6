import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { SellerOrderSnapshot } from './seller-order-snapshot.ts';

/** A seller's part reached the buyer. */
export const SellerOrderDelivered = defineEvent({
  name: 'order.seller-order-delivered',
  version: 1,
  schema: Type.Object({ ...SellerOrderSnapshot.properties }),
  key: (payload) => payload.orderId,
});
