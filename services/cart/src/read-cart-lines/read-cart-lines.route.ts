import { CartLines, CartLinesBody } from '@haat/contracts/http/cart.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { OfferLookup } from '../catalog/offer-lookup.ts';
import { findCart } from '../db/cart-repository.ts';
import type { CartTables } from '../db/tables.ts';
import { guestOwner, userOwner } from '../domain/cart-owner.ts';

export function readCartLinesRoute(
  app: HttpApp,
  { database, offers }: { database: Database<CartTables>; offers: OfferLookup },
): void {
  app.post(
    '/internal/carts/lines',
    {
      schema: {
        summary: "What is in an owner's cart, with its offers; a user's cart before a guest's",
        tags: ['internal'],
        body: CartLinesBody,
        response: { 200: CartLines },
      },
    },
    async ({ body }) => {
      const owner = body.userId
        ? userOwner(body.userId)
        : body.guestKey
          ? guestOwner(body.guestKey)
          : undefined;
      const cart = owner && (await findCart(database.query, owner));
      const lines = (cart?.items ?? []).map(({ offerId, quantity }) => ({ offerId, quantity }));
      const known = await offers.findFresh(lines.map((line) => line.offerId));
      return { cartId: cart?.id ?? null, version: cart?.version ?? 0, lines, offers: [...known.values()] };
    },
  );
}
