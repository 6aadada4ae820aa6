import { SavedCardList } from '@haat/contracts/http/card.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { listCards } from './list-cards.ts';

export function listCardsRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.get(
    '/v1/cards',
    {
      schema: {
        summary: "The caller's kept cards: brand, last digits and expiry",
        tags: ['cards'],
        response: { 200: SavedCardList },
      },
    },
    async (request) => ({ cards: await listCards(dependencies, requireUser(request.actor).userId) }),
  );
}
