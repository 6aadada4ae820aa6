import { IdParams } from '@haat/contracts/http/primitives.ts';
import {
  NewSellerReviewBody,
  OwnSellerReview,
  SellerReviewBody,
} from '@haat/contracts/http/seller-review.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { toOwnSellerReview } from '../db/review-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { SellerReviewNotFound } from '../domain/store.errors.ts';
import { deleteReview, editReview, WRITE_REVIEW_ERRORS, writeReview } from './write-review.ts';

export function writeReviewRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const tags = ['reviews'];
  app.post(
    '/v1/seller-reviews',
    {
      schema: {
        summary: 'Review the seller of a parcel that reached the caller; one a parcel',
        tags,
        body: NewSellerReviewBody,
        response: { 201: OwnSellerReview, ...problems(...WRITE_REVIEW_ERRORS) },
      },
    },
    async (request, reply) => {
      const review = await writeReview(database, requireUser(request.actor), request.body);
      return reply.code(201).send(toOwnSellerReview(review));
    },
  );
  app.put(
    '/v1/seller-reviews/:id',
    {
      schema: {
        summary: 'Change a review of the caller',
        tags,
        params: IdParams,
        body: SellerReviewBody,
        response: { 200: OwnSellerReview, ...problems(SellerReviewNotFound) },
      },
    },
    async (request) => {
      const { params, body } = request;
      return toOwnSellerReview(await editReview(database, requireUser(request.actor), params.id, body));
    },
  );
  app.delete(
    '/v1/seller-reviews/:id',
    {
      schema: {
        summary: 'Delete a review of the caller',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(SellerReviewNotFound) },
      },
    },
    async (request, reply) => {
      await deleteReview(database, requireUser(request.actor), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
