import { WishParams } from '@haat/contracts/http/wishlist.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { CartTables } from '../db/tables.ts';
import { removeWish } from '../db/wish-repository.ts';

export function removeWishRoute(app: HttpApp, { database }: { database: Database<CartTables> }): void {
  app.delete(
    '/v1/wishlist/items/:productId',
    {
      schema: {
        summary: 'Take a product off the wishlist',
        tags: ['wishlist'],
        params: WishParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeWish(database.query, requireUser(request.actor), request.params.productId as ProductId);
      return reply.code(204).send(null);
    },
  );
}
