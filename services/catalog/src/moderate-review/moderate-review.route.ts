import { IdParams } from '@haat/contracts/http/primitives.ts';
import { AllReviewsQuery, HideReviewBody, OwnReview, OwnReviewPage } from '@haat/contracts/http/review.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyRequest } from 'fastify';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { recordAct } from '../db/record-act.ts';
import { ReviewNotFound } from '../domain/catalog.errors.ts';
import { type RatingDependencies, settleRating } from '../settle-ratings/settle-ratings.ts';
import { toOwnReview, toOwnReviews } from '../write-review/to-own-review.ts';

export function moderateReviewRoutes(
  app: HttpApp,
  dependencies: RatingDependencies & { database: Pick<CatalogDatabase, 'acts'> },
): void {
  const { database, products, reviews } = dependencies;
  const moderate = async (request: FastifyRequest, id: string, reason: string | null): Promise<OwnReview> => {
    await recordAct(database, actSource(request), {
      action: reason === null ? 'review.shown' : 'review.hidden',
      subject: { type: 'review', id },
      ...(reason === null ? {} : { reason }),
    });
    const review = await reviews.moderate(id, reason);
    const product = review && (await products.findById(review.productId));
    if (!review || !product) throw ReviewNotFound();
    await settleRating(dependencies, review);
    return toOwnReview(review, product);
  };
  app.get(
    '/v1/admin/reviews',
    {
      schema: {
        summary: 'All reviews, newest first',
        tags: ['admin'],
        querystring: AllReviewsQuery,
        response: { 200: OwnReviewPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const found = await reviews.listAll(filter, limit + 1, after === undefined ? undefined : String(after));
      const page = toPage(found, limit, (review) => [review._id]);
      return { items: await toOwnReviews(products, page.rows), nextCursor: page.nextCursor };
    },
  );
  app.post(
    '/v1/admin/reviews/:id/hide',
    {
      schema: {
        summary: 'Hide a review: nobody but its author sees it, and it counts for no rating',
        tags: ['admin'],
        params: IdParams,
        body: HideReviewBody,
        response: { 200: OwnReview, ...problems(ReviewNotFound) },
      },
    },
    async (request) => moderate(request, request.params.id, request.body.reason),
  );
  app.post(
    '/v1/admin/reviews/:id/show',
    {
      schema: {
        summary: 'Show a hidden review again',
        tags: ['admin'],
        params: IdParams,
        response: { 200: OwnReview, ...problems(ReviewNotFound) },
      },
    },
    async (request) => moderate(request, request.params.id, null),
  );
}
