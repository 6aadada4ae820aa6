import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Slug, Uuid } from '../http/primitives.ts';

/** A seller's store can be shown and sold from. */
export const StoreOpened = defineEvent({
  name: 'seller.store-opened',
  version: 1,
  schema: Type.Object({ sellerId: Uuid, slug: Slug, name: Type.String() }),
  key: (payload) => payload.sellerId,
});
