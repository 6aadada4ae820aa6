import { Instant, Uuid } from '@haat/contracts/http/primitives.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import type { RatingDependencies } from '../settle-ratings/settle-ratings.ts';
import { addReviews } from './add-reviews.ts';

const AddReviewsBody = Type.Object(
  {
    reviews: Type.Array(
      Type.Object(
        {
          id: Uuid,
          productId: Uuid,
          stars: Type.Integer({ minimum: 1, maximum: 5 }),
          title: Type.String({ maxLength: 200 }),
          body: Type.String({ maxLength: 5_000 }),
          authorName: Type.String({ maxLength: 100 }),
          createdAt: Instant,
        },
        { additionalProperties: false },
      ),
      { maxItems: 2_000 },
    ),
  },
  { additionalProperties: false },
);

export function addReviewsRoute(
  app: HttpApp,
  dependencies: RatingDependencies & { readonly database: CatalogDatabase },
): void {
  app.post(
    '/internal/reviews',
    {
      bodyLimit: 4 * 1024 * 1024,
      schema: {
        summary: 'Take over reviews from elsewhere',
        tags: ['internal'],
        body: AddReviewsBody,
        response: { 204: Type.Null() },
      },
    },
    async ({ body }, reply) => {
      await addReviews(
        dependencies,
        body.reviews.map(({ id, productId, createdAt, ...review }) => ({
          ...review,
          _id: id,
          productId: productId as ProductId,
          verifiedPurchase: true,
          createdAt: new Date(createdAt),
        })),
      );
      return reply.code(204).send(null);
    },
  );
}
