import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';

/** A paid order's reservation had lapsed and its stock is gone: the order must be refunded. */
export const ReservationLost = defineEvent({
  name: 'inventory.reservation-lost',
  version: 1,
  schema: Type.Object({ orderId: Uuid, offerIds: Type.Array(Uuid) }),
  key: (payload) => payload.orderId,
});
