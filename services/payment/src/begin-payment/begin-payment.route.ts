import { BeginPaymentBody, Payment } from '@haat/contracts/http/payment.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { BEGIN_PAYMENT_ERRORS, beginPayment, type PaymentDependencies } from './begin-payment.ts';

export function beginPaymentRoute(app: HttpApp, dependencies: PaymentDependencies): void {
  app.post(
    '/internal/payments',
    {
      schema: {
        summary: "An order's payment, made where it does not exist",
        tags: ['internal'],
        body: BeginPaymentBody,
        response: { 200: Payment, ...problems(...BEGIN_PAYMENT_ERRORS) },
      },
    },
    async (request) => beginPayment(dependencies, request.body),
  );
}
