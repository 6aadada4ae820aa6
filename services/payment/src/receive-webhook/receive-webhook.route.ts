import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { Type } from 'typebox';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { SignatureInvalid } from '../domain/payment.errors.ts';
import { receiveWebhook } from './receive-webhook.ts';

/** Not acknowledged unless stored: what fails here, the provider sends again. */
export async function receiveWebhookRoute(
  app: HttpApp,
  dependencies: PaymentDependencies & { logger: Logger },
): Promise<void> {
  await app.register(async (scope: HttpApp) => {
    // The signature is over the bytes as sent: they must not be parsed and written anew before it is checked.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    scope.post(
      '/v1/webhooks/stripe',
      {
        schema: {
          summary: 'Events of the payment provider, signed by it',
          tags: ['webhooks'],
          response: { 200: Type.Object({ received: Type.Boolean() }), ...problems(SignatureInvalid) },
        },
      },
      async (request) => {
        const signature = request.headers['stripe-signature'];
        if (typeof signature !== 'string' || !Buffer.isBuffer(request.body)) throw SignatureInvalid();
        await receiveWebhook(dependencies, dependencies.stripe.readWebhook(request.body, signature));
        return { received: true };
      },
    );
  });
}
