import type { Cart } from '@haat/contracts/http/cart.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { OfferLookup } from '../catalog/offer-lookup.ts';
import { findCart, type StoredCart } from '../db/cart-repository.ts';
import type { CartTables } from '../db/tables.ts';
import type { CartOwner } from '../domain/cart-owner.ts';
import { toCart } from './to-cart.ts';

export interface CartViewDependencies {
  readonly database: Database<CartTables>;
  readonly offers: OfferLookup;
  readonly currency: string;
}

export async function getCart(
  dependencies: CartViewDependencies,
  owner: CartOwner | undefined,
): Promise<Cart> {
  return showCart(dependencies, owner && (await findCart(dependencies.database.query, owner)));
}

/** A stored cart with the present prices of its offers. */
export async function showCart(
  { offers, currency }: Pick<CartViewDependencies, 'offers' | 'currency'>,
  cart: StoredCart | undefined,
): Promise<Cart> {
  return toCart(cart, await offers.find((cart?.items ?? []).map((item) => item.offerId)), currency);
}
