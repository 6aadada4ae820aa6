import { CardParams } from '@haat/contracts/http/card.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { REMOVE_CARD_ERRORS, removeCard } from './remove-card.ts';

export function removeCardRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.delete(
    '/v1/cards/:id',
    {
      schema: {
        summary: 'Forget a kept card',
        tags: ['cards'],
        params: CardParams,
        response: { 204: Type.Null(), ...problems(...REMOVE_CARD_ERRORS) },
      },
    },
    async (request, reply) => {
      await removeCard(dependencies, requireUser(request.actor).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
