import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';

/** A seller sells a variant from now on. Inventory opens the stock with `initialQuantity` units. */
export const OfferCreated = defineEvent({
  name: 'catalog.offer-created',
  version: 1,
  schema: Type.Object({
    offerId: Uuid,
    productId: Uuid,
    sellerId: Uuid,
    sku: Type.String(),
    title: Type.String(),
    initialQuantity: Type.Integer({ minimum: 0 }),
  }),
  key: (payload) => payload.offerId,
});
