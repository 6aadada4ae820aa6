import { IdParams } from '@haat/contracts/http/primitives.ts';
import { ReplyBody, SellerReview } from '@haat/contracts/http/seller-review.ts';
import { type ActSource, actSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import { requireSeller } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { saveReply, toSellerReview } from '../db/review-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { SellerReviewNotFound } from '../domain/store.errors.ts';

export function replyToReviewRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const reply = async (source: ActSource, id: string, body: string | null): Promise<SellerReview> =>
    database.transaction(async (unit) => {
      const { sellerId } = requireSeller(source.actor);
      const review = await saveReply(unit.query, sellerId, id, body);
      if (!review) throw SellerReviewNotFound();
      auditPrivilegedAct(unit, source, {
        action: body === null ? 'store.reply-removed' : 'store.review-answered',
        subject: { type: 'seller-review', id },
        ...(body === null ? {} : { after: { reply: body } }),
      });
      return toSellerReview(review);
    });
  const schema = { tags: ['seller'], params: IdParams };
  app.put(
    '/v1/seller/reviews/:id/reply',
    {
      schema: {
        ...schema,
        summary: 'Answer a review of the store, or change the answer',
        body: ReplyBody,
        response: { 200: SellerReview, ...problems(SellerReviewNotFound) },
      },
    },
    async (request) => reply(actSource(request), request.params.id, request.body.body),
  );
  app.delete(
    '/v1/seller/reviews/:id/reply',
    {
      schema: {
        ...schema,
        summary: 'Take the answer to a review back',
        response: { 204: Type.Null(), ...problems(SellerReviewNotFound) },
      },
    },
    async (request, answer) => {
      await reply(actSource(request), request.params.id, null);
      return answer.code(204).send(null);
    },
  );
}
