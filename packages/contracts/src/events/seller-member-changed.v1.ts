import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { SELLER_ROLES } from '../permissions.ts';

/** A member of a store has another role there from now on. */
export const SellerMemberChanged = defineEvent({
  name: 'seller.member-changed',
  version: 1,
  schema: Type.Object({ sellerId: Uuid, userId: Uuid, role: Type.Enum(SELLER_ROLES) }),
  key: (payload) => payload.userId,
});
