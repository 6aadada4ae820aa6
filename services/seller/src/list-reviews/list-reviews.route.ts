import { StoreParams } from '@haat/contracts/http/seller.ts';
import {
  RatedDeliveryPage,
  RatedDeliveryQuery,
  SellerReviewPage,
  SellerReviewQuery,
} from '@haat/contracts/http/seller-review.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { requireSeller, requireUser } from '@haat/platform/auth/actor.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { listDeliveries } from '../db/delivery-repository.ts';
import { listShownReviews, toOwnSellerReview, toSellerReview } from '../db/review-repository.ts';
import { findOpenStore } from '../db/store-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { StoreNotFound } from '../domain/store.errors.ts';

export function listReviewsRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const { query } = database;
  const shownOf = async (
    id: SellerId,
    { limit = 10, cursor }: SellerReviewQuery,
  ): Promise<SellerReviewPage> => {
    const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
    const rows = await listShownReviews(
      query,
      id,
      limit + 1,
      after === undefined ? undefined : String(after),
    );
    const page = toPage(rows, limit, (row) => [row.id]);
    return { items: page.rows.map(toSellerReview), nextCursor: page.nextCursor };
  };
  app.get(
    '/v1/sellers/:slug/reviews',
    {
      schema: {
        summary: "A seller's reviews, newest first",
        tags: ['sellers'],
        params: StoreParams,
        querystring: SellerReviewQuery,
        response: { 200: SellerReviewPage, ...problems(StoreNotFound, InvalidCursor) },
      },
    },
    async (request) => shownOf((await findOpenStore(query, request.params.slug)).id, request.query),
  );
  app.get(
    '/v1/seller/reviews',
    {
      schema: {
        summary: "The store's own reviews, newest first",
        tags: ['seller'],
        querystring: SellerReviewQuery,
        response: { 200: SellerReviewPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => shownOf(requireSeller(request.actor).sellerId, request.query),
  );
  app.get(
    '/v1/seller-reviews/mine',
    {
      schema: {
        summary: 'Parcels that reached the caller, newest first, and what they said of each seller',
        tags: ['reviews'],
        querystring: RatedDeliveryQuery,
        response: { 200: RatedDeliveryPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 10, cursor, orderId } = request.query;
      const after = cursor ? readCursor(cursor, ['instant', 'uuid']) : undefined;
      const rows = await listDeliveries(query, requireUser(request.actor), orderId, limit + 1, after);
      const page = toPage(rows, limit, (row) => [row.delivered_at.toISOString(), row.seller_order_id]);
      return {
        items: page.rows.map((row) => ({
          sellerOrderId: row.seller_order_id,
          orderId: row.order_id,
          deliveredAt: row.delivered_at.toISOString(),
          store: { id: row.store_id, slug: row.slug, name: row.name },
          review: row.review && toOwnSellerReview(row.review),
        })),
        nextCursor: page.nextCursor,
      };
    },
  );
}
