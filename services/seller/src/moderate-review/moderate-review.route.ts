import { IdParams } from '@haat/contracts/http/primitives.ts';
import { HideReviewBody } from '@haat/contracts/http/review.ts';
import {
  StaffSellerReview,
  StaffSellerReviewPage,
  StaffSellerReviewQuery,
} from '@haat/contracts/http/seller-review.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyRequest } from 'fastify';
import { listAllReviews, toOwnSellerReview } from '../db/review-repository.ts';
import type { ReviewRow, SellerTables } from '../db/tables.ts';
import { SellerReviewNotFound } from '../domain/store.errors.ts';
import { moderateReview } from './moderate-review.ts';

export function moderateReviewRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const tags = ['admin'];
  const moderate = async (request: FastifyRequest, id: string, reason: string | null) => {
    const { review, store } = await moderateReview(database, actSource(request), id, reason);
    return toStaffReview(review, store);
  };
  app.get(
    '/v1/admin/seller-reviews',
    {
      schema: {
        summary: 'All reviews of sellers, newest first',
        tags,
        querystring: StaffSellerReviewQuery,
        response: { 200: StaffSellerReviewPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, hidden } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const start = after === undefined ? undefined : String(after);
      const rows = await listAllReviews(database.query, hidden, limit + 1, start);
      const page = toPage(rows, limit, (row) => [row.id]);
      return { items: page.rows.map((row) => toStaffReview(row, row)), nextCursor: page.nextCursor };
    },
  );
  app.post(
    '/v1/admin/seller-reviews/:id/hide',
    {
      schema: {
        summary: 'Hide a review of a seller: nobody but its author sees it, and it counts for no rating',
        tags,
        params: IdParams,
        body: HideReviewBody,
        response: { 200: StaffSellerReview, ...problems(SellerReviewNotFound) },
      },
    },
    async (request) => moderate(request, request.params.id, request.body.reason),
  );
  app.post(
    '/v1/admin/seller-reviews/:id/show',
    {
      schema: {
        summary: 'Show a hidden review of a seller again',
        tags,
        params: IdParams,
        response: { 200: StaffSellerReview, ...problems(SellerReviewNotFound) },
      },
    },
    async (request) => moderate(request, request.params.id, null),
  );
}

const toStaffReview = (
  review: ReviewRow,
  { slug, name }: { readonly slug: string; readonly name: string },
): StaffSellerReview => ({
  ...toOwnSellerReview(review),
  store: { id: review.store_id, slug, name },
});
