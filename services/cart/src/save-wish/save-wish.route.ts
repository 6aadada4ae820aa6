import { MergeWishesBody, WishedProducts, WishParams } from '@haat/contracts/http/wishlist.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { findWishedProducts } from '../db/wish-repository.ts';
import { mergeWishes, SAVE_WISH_ERRORS, type SaveWishDependencies, saveWish } from './save-wish.ts';

/** Saving what is saved already is no error: the list is as asked for. */
export function saveWishRoutes(app: HttpApp, dependencies: SaveWishDependencies): void {
  app.put(
    '/v1/wishlist/items/:productId',
    {
      schema: {
        summary: 'Put a product on the wishlist',
        tags: ['wishlist'],
        params: WishParams,
        response: { 204: Type.Null(), ...problems(...SAVE_WISH_ERRORS) },
      },
    },
    async (request, reply) => {
      await saveWish(dependencies, requireUser(request.actor), request.params.productId as ProductId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/wishlist/merge',
    {
      schema: {
        summary: 'Take over what a browser kept before its user logged in',
        tags: ['wishlist'],
        body: MergeWishesBody,
        response: { 200: WishedProducts },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      await mergeWishes(dependencies, actor, request.body.productIds);
      return { productIds: await findWishedProducts(dependencies.database.query, actor) };
    },
  );
}
