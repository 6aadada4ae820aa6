import { Payment, PaymentOrderParams } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { cancelPayment } from './cancel-payment.ts';

export function cancelPaymentRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.post(
    '/internal/payments/:orderId/cancel',
    {
      schema: {
        summary: "End an order's payment unless the money came first",
        tags: ['internal'],
        params: PaymentOrderParams,
        response: { 200: Payment, 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const payment = await cancelPayment(dependencies, request.params.orderId as OrderId);
      return payment ?? reply.code(204).send(null);
    },
  );
}
