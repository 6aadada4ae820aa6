import type { AddCartItemBody, Cart } from '@haat/contracts/http/cart.ts';
import type { OfferId } from '@haat/contracts/ids.ts';
import { addToCart } from '../db/cart-repository.ts';
import { CartFull, OfferOutOfStock, OfferUnavailable } from '../domain/cart.errors.ts';
import type { CartOwner } from '../domain/cart-owner.ts';
import { type CartViewDependencies, showCart } from '../get-cart/get-cart.query.ts';

export const ADD_ITEM_ERRORS = [OfferUnavailable, OfferOutOfStock, CartFull] as const;

/** @throws cart.offer-unavailable, cart.out-of-stock, cart.full */
export async function addItem(
  dependencies: CartViewDependencies,
  owner: CartOwner,
  body: AddCartItemBody,
): Promise<Cart> {
  const offer = (await dependencies.offers.find([body.offerId])).get(body.offerId);
  if (!offer) throw OfferUnavailable();
  if (offer.availability === 'out_of_stock') throw OfferOutOfStock();
  const cart = await addToCart(dependencies.database.query, owner, {
    offerId: body.offerId as OfferId,
    quantity: body.quantity,
    price: offer.price,
  });
  if (!cart) throw CartFull();
  return showCart(dependencies, cart);
}
