import { Instant, nullable, Uuid } from '@haat/contracts/http/primitives.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { lockStore, settleRating } from '../db/store-repository.ts';
import type { SellerTables } from '../db/tables.ts';

const AddReviewsBody = Type.Object(
  {
    sellerId: Uuid,
    reviews: Type.Array(
      Type.Object(
        {
          id: Uuid,
          stars: Type.Integer({ minimum: 1, maximum: 5 }),
          body: Type.String({ minLength: 1, maxLength: 2_000 }),
          authorName: Type.String({ maxLength: 100 }),
          createdAt: Instant,
          reply: nullable(Type.String({ minLength: 1, maxLength: 2_000 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export function addReviewsRoute(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  app.post(
    '/internal/seller-reviews',
    {
      schema: {
        summary: 'Take over reviews of a seller from elsewhere; again: changes nothing',
        tags: ['internal'],
        body: AddReviewsBody,
        response: { 204: Type.Null() },
      },
    },
    async ({ body: { sellerId, reviews } }, answer) => {
      const storeId = sellerId as SellerId;
      await database.transaction(async (unit) => {
        await lockStore(unit.query, storeId);
        await unit.query
          .insertInto('store_reviews')
          .values(
            reviews.map(({ id, stars, body, authorName, createdAt, reply }) => ({
              id,
              store_id: storeId,
              seller_order_id: null,
              author_id: null,
              author_name: authorName,
              stars,
              body,
              created_at: new Date(createdAt),
              reply,
              replied_at: reply === null ? null : new Date(createdAt),
            })),
          )
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        await settleRating(unit, storeId);
      });
      return answer.code(204).send(null);
    },
  );
}
