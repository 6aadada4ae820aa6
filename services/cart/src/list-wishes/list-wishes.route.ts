import { WishedProducts, WishPage, WishQuery } from '@haat/contracts/http/wishlist.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { ProductLookup } from '../catalog/product-lookup.ts';
import type { CartTables } from '../db/tables.ts';
import { findWishedProducts, findWishes } from '../db/wish-repository.ts';

interface Dependencies {
  readonly database: Database<CartTables>;
  readonly products: ProductLookup;
}

export function listWishesRoutes(app: HttpApp, { database, products }: Dependencies): void {
  app.get(
    '/v1/wishlist',
    {
      schema: {
        summary: "The caller's wishlist, newest first, at today's prices",
        tags: ['wishlist'],
        querystring: WishQuery,
        response: { 200: WishPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 24, cursor } = request.query;
      const [position, productId] = cursor ? readCursor(cursor, ['instant', 'uuid']) : [];
      const after =
        position === undefined ? undefined : { position: String(position), productId: String(productId) };
      const wishes = await findWishes(database.query, requireUser(request.actor), limit + 1, after);
      const page = toPage(wishes, limit, (wish) => [wish.position, wish.productId]);
      const found = await products.find(page.rows.map((wish) => wish.productId));
      return {
        items: page.rows.map((wish) => ({
          productId: wish.productId,
          savedAt: wish.savedAt.toISOString(),
          priceWhenSaved: wish.price,
          product: found.get(wish.productId) ?? null,
        })),
        nextCursor: page.nextCursor,
      };
    },
  );
  app.get(
    '/v1/wishlist/product-ids',
    {
      schema: {
        summary: "What is on the caller's wishlist",
        tags: ['wishlist'],
        response: { 200: WishedProducts },
      },
    },
    async (request) => ({
      productIds: await findWishedProducts(database.query, requireUser(request.actor)),
    }),
  );
}
