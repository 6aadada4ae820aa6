import { type Static, Type } from 'typebox';
import { Rating } from './catalog.ts';
import { Instant, Slug, Uuid } from './primitives.ts';

export const Store = Type.Object({
  id: Uuid,
  slug: Slug,
  name: Type.String(),
  about: Type.String(),
  city: Type.String(),
  rating: Rating,
  joinedAt: Instant,
});
export type Store = Static<typeof Store>;
export const StoreList = Type.Object({ stores: Type.Array(Store) });
export type StoreList = Static<typeof StoreList>;
export const StoreParams = Type.Object({ slug: Slug }, { additionalProperties: false });
