import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';

/** A user may act for a seller from now on. */
export const SellerMemberAdded = defineEvent({
  name: 'seller.member-added',
  version: 1,
  schema: Type.Object({ sellerId: Uuid, userId: Uuid }),
  key: (payload) => payload.userId,
});
