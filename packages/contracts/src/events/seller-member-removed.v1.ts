import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';

/** A user acts for a store no more. */
export const SellerMemberRemoved = defineEvent({
  name: 'seller.member-removed',
  version: 1,
  schema: Type.Object({ sellerId: Uuid, userId: Uuid }),
  key: (payload) => payload.userId,
});
