import { CardPayment, KeepCardBody, PayByCardBody } from '@haat/contracts/http/card.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import {
  KEEP_CARD_ERRORS,
  keepCard,
  PAY_BY_CARD_ERRORS,
  type PayByCardDependencies,
  payByCard,
} from './pay-by-card.ts';

export function payByCardRoutes(app: HttpApp, dependencies: PayByCardDependencies): void {
  const tags = ['checkout'];
  app.post(
    '/v1/orders/:id/payment/keep-card',
    {
      schema: {
        summary: 'Keep the card that is about to pay the order, or not',
        tags,
        params: IdParams,
        body: KeepCardBody,
        response: { 204: Type.Null(), ...problems(...KEEP_CARD_ERRORS) },
      },
    },
    async (request, reply) => {
      const buyer = requireUser(request.actor);
      await keepCard(dependencies, buyer, request.params.id as OrderId, request.body.keep);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/orders/:id/payment/card',
    {
      schema: {
        summary: 'Pay an order with a kept card',
        tags,
        params: IdParams,
        body: PayByCardBody,
        response: { 200: CardPayment, ...problems(...PAY_BY_CARD_ERRORS) },
      },
    },
    async (request) => {
      const buyer = requireUser(request.actor);
      return payByCard(dependencies, buyer, request.params.id as OrderId, request.body.cardId);
    },
  );
}
