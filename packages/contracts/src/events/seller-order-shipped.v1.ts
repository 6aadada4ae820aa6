import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { SellerOrderSnapshot } from './seller-order-snapshot.ts';

/** A seller handed its part to a carrier. */
export const SellerOrderShipped = defineEvent({
  name: 'order.seller-order-shipped',
  version: 1,
  schema: Type.Object({
    ...SellerOrderSnapshot.properties,
    carrier: Type.String(),
    trackingNumber: Type.String(),
  }),
  key: (payload) => payload.orderId,
});
