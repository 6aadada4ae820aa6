import { IdParams } from '@haat/contracts/http/primitives.ts';
import { OwnReview, ReviewBody } from '@haat/contracts/http/review.ts';
import type { ProductId } from '@haat/contracts/ids.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { ReviewNotFound } from '../domain/catalog.errors.ts';
import { toOwnReview } from './to-own-review.ts';
import {
  deleteReview,
  editReview,
  type ReviewDependencies,
  WRITE_REVIEW_ERRORS,
  writeReview,
} from './write-review.ts';

export function writeReviewRoutes(app: HttpApp, dependencies: ReviewDependencies): void {
  app.post(
    '/v1/products/:id/reviews',
    {
      schema: {
        summary: 'Review a product that was delivered to the caller; one a product',
        tags: ['reviews'],
        params: IdParams,
        body: ReviewBody,
        response: { 201: OwnReview, ...problems(...WRITE_REVIEW_ERRORS) },
      },
    },
    async (request, reply) => {
      const { review, product } = await writeReview(
        dependencies,
        requireUser(request.actor),
        request.params.id as ProductId,
        request.body,
      );
      return reply.code(201).send(toOwnReview(review, product));
    },
  );
  app.put(
    '/v1/reviews/:id',
    {
      schema: {
        summary: 'Change a review of the caller',
        tags: ['reviews'],
        params: IdParams,
        body: ReviewBody,
        response: { 200: OwnReview, ...problems(ReviewNotFound) },
      },
    },
    async (request) => {
      const { review, product } = await editReview(
        dependencies,
        requireUser(request.actor),
        request.params.id,
        request.body,
      );
      return toOwnReview(review, product);
    },
  );
  app.delete(
    '/v1/reviews/:id',
    {
      schema: {
        summary: 'Delete a review of the caller',
        tags: ['reviews'],
        params: IdParams,
        response: { 204: Type.Null(), ...problems(ReviewNotFound) },
      },
    },
    async (request, reply) => {
      await deleteReview(dependencies, requireUser(request.actor), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
