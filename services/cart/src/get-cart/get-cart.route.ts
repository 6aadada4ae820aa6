import { Cart } from '@haat/contracts/http/cart.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { type OwnerDependencies, resolveOwner } from '../merge-guest-cart/resolve-owner.ts';
import { type CartViewDependencies, getCart } from './get-cart.query.ts';

export function getCartRoute(app: HttpApp, dependencies: OwnerDependencies & CartViewDependencies): void {
  app.get(
    '/v1/cart',
    { schema: { summary: "The caller's cart", tags: ['cart'], response: { 200: Cart } } },
    async (request, reply) => getCart(dependencies, await resolveOwner(dependencies, request, reply)),
  );
}
