import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Uuid } from '../http/primitives.ts';
import { SELLER_ROLES } from '../permissions.ts';

/** A user may act for a seller from now on. */
export const SellerMemberAdded = defineEvent({
  name: 'seller.member-added',
  version: 1,
  schema: Type.Object({
    sellerId: Uuid,
    userId: Uuid,
    /** Owner where none is given: until there were teams there were no others. */
    role: Type.Optional(Type.Enum(SELLER_ROLES)),
  }),
  key: (payload) => payload.userId,
});
