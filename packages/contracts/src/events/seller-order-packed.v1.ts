import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { SellerOrderSnapshot } from './seller-order-snapshot.ts';

/** A seller packed its part of an order. */
export const SellerOrderPacked = defineEvent({
  name: 'order.seller-order-packed',
  version: 1,
  schema: Type.Object({ ...SellerOrderSnapshot.properties }),
  key: (payload) => payload.orderId,
});
