import { IdParams } from '@haat/contracts/http/primitives.ts';
import { OwnReviewPage, OwnReviewQuery, ReviewStanding, ToReview } from '@haat/contracts/http/review.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { purchaseId } from '../db/documents.ts';
import { toOwnReviews, toReviewedProduct } from '../write-review/to-own-review.ts';
import type { ReviewDependencies } from '../write-review/write-review.ts';

const MOST_TO_REVIEW = 50;

export function listOwnReviewsRoutes(
  app: HttpApp,
  { database, products, reviews }: ReviewDependencies,
): void {
  app.get(
    '/v1/reviews/mine',
    {
      schema: {
        summary: "The caller's reviews, newest first",
        tags: ['reviews'],
        querystring: OwnReviewQuery,
        response: { 200: OwnReviewPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const own = await reviews.listOwn(
        requireUser(request.actor),
        limit + 1,
        after === undefined ? undefined : String(after),
      );
      const page = toPage(own, limit, (review) => [review._id]);
      return { items: await toOwnReviews(products, page.rows), nextCursor: page.nextCursor };
    },
  );
  app.get(
    '/v1/reviews/to-write',
    {
      schema: {
        summary: 'What was delivered to the caller and has no review of theirs yet',
        tags: ['reviews'],
        response: { 200: ToReview },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      const done = await reviews.reviewedProducts(actor);
      const purchases = await database.purchases
        .find({ userId: actor.userId, productId: { $nin: done } })
        .sort({ deliveredAt: -1 })
        .limit(MOST_TO_REVIEW)
        .toArray();
      if (purchases.length === 0) return { items: [] };
      const found = await products.findByIds(purchases.map((purchase) => purchase.productId));
      const listed = new Map(
        found.filter(({ status }) => status === 'listed').map((product) => [product._id, product]),
      );
      return {
        items: purchases.flatMap(({ productId, deliveredAt }) => {
          const product = listed.get(productId);
          return product
            ? [{ product: toReviewedProduct(product), deliveredAt: deliveredAt.toISOString() }]
            : [];
        }),
      };
    },
  );
  app.get(
    '/v1/products/:id/reviews/mine',
    {
      schema: {
        summary: 'Whether the caller may review a product, and what they wrote of it',
        tags: ['reviews'],
        params: IdParams,
        response: { 200: ReviewStanding },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      const productId = request.params.id as ProductId;
      const [purchase, review] = await Promise.all([
        database.purchases.findOne({ _id: purchaseId(actor.userId, productId) }),
        reviews.findOwn(actor, productId),
      ]);
      const [own = null] = review ? await toOwnReviews(products, [review]) : [];
      return { purchased: purchase !== null, review: own };
    },
  );
}
