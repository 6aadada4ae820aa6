import type { ProductId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { ProductLookup } from '../catalog/product-lookup.ts';
import type { CartTables } from '../db/tables.ts';
import { saveWishes } from '../db/wish-repository.ts';
import { ProductUnavailable, WishlistFull } from '../domain/cart.errors.ts';

export const SAVE_WISH_ERRORS = [ProductUnavailable, WishlistFull] as const;

export interface SaveWishDependencies {
  readonly database: Database<CartTables>;
  readonly products: ProductLookup;
}

/** @throws wishlist.product-unavailable, wishlist.full */
export async function saveWish(
  { database, products }: SaveWishDependencies,
  actor: UserActor,
  productId: ProductId,
): Promise<void> {
  const product = (await products.find([productId])).get(productId);
  if (!product) throw ProductUnavailable();
  const saved = await database.transaction((unit) =>
    saveWishes(unit, actor, [{ productId, price: product.price }]),
  );
  if (!saved) throw WishlistFull();
}

/** Takes over what a guest saved, as far as it is for sale still and there is room: nobody waits for a refusal. */
export async function mergeWishes(
  { database, products }: SaveWishDependencies,
  actor: UserActor,
  productIds: readonly string[],
): Promise<void> {
  const found = await products.find(productIds);
  const wishes = [...new Set(productIds)].flatMap((id) => {
    const product = found.get(id);
    return product ? [{ productId: id as ProductId, price: product.price }] : [];
  });
  await database.transaction((unit) => saveWishes(unit, actor, wishes));
}
