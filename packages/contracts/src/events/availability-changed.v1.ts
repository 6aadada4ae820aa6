import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Availability } from '../http/catalog.ts';
import { Uuid } from '../http/primitives.ts';

/** An offer's stock crossed a line a buyer can see. The sequence is the stock row's version. */
export const AvailabilityChanged = defineEvent({
  name: 'inventory.availability-changed',
  version: 1,
  schema: Type.Object({ offerId: Uuid, productId: Uuid, sellerId: Uuid, availability: Availability }),
  key: (payload) => payload.offerId,
});
