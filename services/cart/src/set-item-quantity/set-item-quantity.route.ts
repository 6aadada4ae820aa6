import { Cart, CartItemParams, SetCartItemBody } from '@haat/contracts/http/cart.ts';
import type { OfferId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { setQuantity } from '../db/cart-repository.ts';
import { ItemNotInCart } from '../domain/cart.errors.ts';
import { type CartViewDependencies, getCart } from '../get-cart/get-cart.query.ts';
import { type OwnerDependencies, resolveOwner } from '../merge-guest-cart/resolve-owner.ts';

export function setItemQuantityRoute(
  app: HttpApp,
  dependencies: OwnerDependencies & CartViewDependencies,
): void {
  app.patch(
    '/v1/cart/items/:offerId',
    {
      schema: {
        summary: 'Set the units of a line',
        tags: ['cart'],
        params: CartItemParams,
        body: SetCartItemBody,
        response: { 200: Cart, ...problems(ItemNotInCart) },
      },
    },
    async (request, reply) => {
      const owner = await resolveOwner(dependencies, request, reply);
      const offerId = request.params.offerId as OfferId;
      const { query } = dependencies.database;
      if (!owner || !(await setQuantity(query, owner, offerId, request.body.quantity))) throw ItemNotInCart();
      return getCart(dependencies, owner);
    },
  );
}
