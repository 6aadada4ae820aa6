import { CardWishBody } from '@haat/contracts/http/card.ts';
import { PaymentOrderParams } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { KEEP_CARD_ERRORS, keepCard } from './keep-card.ts';

export function keepCardRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.post(
    '/internal/payments/:orderId/keep-card',
    {
      schema: {
        summary: 'Keep the card that pays an order for its buyer, or not',
        tags: ['internal'],
        params: PaymentOrderParams,
        body: CardWishBody,
        response: { 204: Type.Null(), ...problems(...KEEP_CARD_ERRORS) },
      },
    },
    async (request, reply) => {
      await keepCard(dependencies, request.params.orderId as OrderId, request.body);
      return reply.code(204).send(null);
    },
  );
}
