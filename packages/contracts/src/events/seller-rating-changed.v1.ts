import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Rating } from '../http/catalog.ts';
import { Uuid } from '../http/primitives.ts';

/** What buyers think of a seller, after a review came, changed or went. */
export const SellerRatingChanged = defineEvent({
  name: 'seller.rating-changed',
  version: 1,
  schema: Type.Object({ sellerId: Uuid, rating: Rating }),
  key: (payload) => payload.sellerId,
});
