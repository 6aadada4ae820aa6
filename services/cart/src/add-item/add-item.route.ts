import { AddCartItemBody, Cart } from '@haat/contracts/http/cart.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { guestOwner } from '../domain/cart-owner.ts';
import type { CartViewDependencies } from '../get-cart/get-cart.query.ts';
import { type OwnerDependencies, resolveOwner } from '../merge-guest-cart/resolve-owner.ts';
import { ADD_ITEM_ERRORS, addItem } from './add-item.ts';

export function addItemRoute(app: HttpApp, dependencies: OwnerDependencies & CartViewDependencies): void {
  app.post(
    '/v1/cart/items',
    {
      schema: {
        summary: 'Put units of an offer into the cart',
        tags: ['cart'],
        body: AddCartItemBody,
        response: { 200: Cart, ...problems(...ADD_ITEM_ERRORS) },
      },
    },
    async (request, reply) => {
      const owner =
        (await resolveOwner(dependencies, request, reply)) ?? guestOwner(dependencies.cookie.issue(reply));
      return addItem(dependencies, owner, request.body);
    },
  );
}
