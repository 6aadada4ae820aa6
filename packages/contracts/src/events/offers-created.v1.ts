import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';

/** Sellers sell variants of a product from now on. Inventory opens each stock with `initialQuantity` units. */
export const OffersCreated = defineEvent({
  name: 'catalog.offers-created',
  version: 1,
  schema: Type.Object({
    productId: Uuid,
    offers: Type.Array(
      Type.Object({
        offerId: Uuid,
        sellerId: Uuid,
        sku: Type.String(),
        title: Type.String(),
        initialQuantity: Type.Integer({ minimum: 0 }),
      }),
    ),
  }),
  key: (payload) => payload.productId,
});
