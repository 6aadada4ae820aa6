import { CardPayment, ChargeCardBody } from '@haat/contracts/http/card.ts';
import { PaymentOrderParams } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { CHARGE_CARD_ERRORS, chargeCard } from './charge-card.ts';

export function chargeCardRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.post(
    '/internal/payments/:orderId/charge',
    {
      schema: {
        summary: 'Pay an order with a card that is kept for its buyer',
        tags: ['internal'],
        params: PaymentOrderParams,
        body: ChargeCardBody,
        response: { 200: CardPayment, ...problems(...CHARGE_CARD_ERRORS) },
      },
    },
    async (request) => chargeCard(dependencies, request.params.orderId as OrderId, request.body),
  );
}
