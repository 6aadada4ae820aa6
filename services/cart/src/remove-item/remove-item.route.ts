import { Cart, CartItemParams } from '@haat/contracts/http/cart.ts';
import type { OfferId } from '@haat/contracts/ids.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { removeFromCart } from '../db/cart-repository.ts';
import { type CartViewDependencies, getCart } from '../get-cart/get-cart.query.ts';
import { type OwnerDependencies, resolveOwner } from '../merge-guest-cart/resolve-owner.ts';

/** Removing what is not there is no error: the cart is as asked for. */
export function removeItemRoute(app: HttpApp, dependencies: OwnerDependencies & CartViewDependencies): void {
  app.delete(
    '/v1/cart/items/:offerId',
    {
      schema: {
        summary: 'Take a line out of the cart',
        tags: ['cart'],
        params: CartItemParams,
        response: { 200: Cart },
      },
    },
    async (request, reply) => {
      const owner = await resolveOwner(dependencies, request, reply);
      if (owner) await removeFromCart(dependencies.database.query, owner, request.params.offerId as OfferId);
      return getCart(dependencies, owner);
    },
  );
}
