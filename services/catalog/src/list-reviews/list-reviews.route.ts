import { ReviewPage, ReviewQuery } from '@haat/contracts/http/catalog.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { SHOWN } from '../db/review-repository.ts';
import { toReview } from '../write-review/to-own-review.ts';

export function listReviewsRoute(app: HttpApp, { database }: { database: CatalogDatabase }): void {
  app.get(
    '/v1/products/:id/reviews',
    {
      schema: {
        summary: "A product's reviews, newest first",
        tags: ['catalog'],
        params: IdParams,
        querystring: ReviewQuery,
        response: { 200: ReviewPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 10, cursor } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const rows = await database.reviews
        .find({
          productId: request.params.id as ProductId,
          ...SHOWN,
          // Ids are UUIDv7: their order is that of time.
          ...(after === undefined ? {} : { _id: { $lt: String(after) } }),
        })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = toPage(rows, limit, (row) => [row._id]);
      return {
        items: page.rows.map(toReview),
        nextCursor: page.nextCursor,
      };
    },
  );
}
