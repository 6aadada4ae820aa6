import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import Stripe from 'stripe';
import type { PaymentConfig } from '../config.ts';
import type { PaymentRow } from '../db/tables.ts';
import { SignatureInvalid } from '../domain/payment.errors.ts';

/** Seconds by which a webhook's own time may differ from ours: older ones may be replays. */
const WEBHOOK_TOLERANCE = 300;

export type Intent = Stripe.PaymentIntent;

/** The payment provider as this service uses it. Every writing call carries an idempotency key. */
export interface StripeGateway {
  createIntent(payment: PaymentRow): Promise<Intent>;
  getIntent(id: string): Promise<Intent>;
  /** Ends the intent, or finds how it ended otherwise. */
  cancelIntent(id: string): Promise<Intent>;
  /** @param amount minor units; @throws Stripe.errors.StripeInvalidRequestError when it is more than is left */
  refund(refundId: string, intentId: string, amount: number): Promise<Stripe.Refund>;
  /** Verifies the raw body before it is parsed. @throws payment.signature-invalid */
  readWebhook(rawBody: Buffer, signature: string): Stripe.Event;
  /** What the browser needs for an intent. */
  handleOf(intentId: string, clientSecret: string): PaymentHandle;
}

export function createStripeGateway(config: PaymentConfig): StripeGateway {
  const base = config.STRIPE_API_BASE ? new URL(config.STRIPE_API_BASE) : undefined;
  const stripe = new Stripe(config.STRIPE_SECRET_KEY, {
    ...(base
      ? {
          host: base.hostname,
          port: base.port || (base.protocol === 'https:' ? '443' : '80'),
          protocol: base.protocol === 'https:' ? 'https' : 'http',
        }
      : {}),
    // The SDK repeats with the same idempotency key: a lost reply costs no second charge.
    maxNetworkRetries: 2,
    timeout: 8_000,
    telemetry: false,
  });
  const secrets = config.STRIPE_WEBHOOK_SECRETS.split(',').map((secret) => secret.trim());
  return {
    createIntent: (payment) =>
      stripe.paymentIntents.create(
        {
          amount: payment.amount,
          currency: payment.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          description: `Haat order ${payment.order_number}`,
          metadata: { payment_id: payment.id, order_id: payment.order_id },
        },
        { idempotencyKey: `intent-${payment.id}` },
      ),
    getIntent: (id) => stripe.paymentIntents.retrieve(id),
    cancelIntent: (id) =>
      stripe.paymentIntents.cancel(id).catch((error: unknown) => {
        // Too late, or done before: the intent itself tells which.
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return stripe.paymentIntents.retrieve(id);
        throw error;
      }),
    refund: (refundId, intentId, amount) =>
      stripe.refunds.create(
        { payment_intent: intentId, amount, metadata: { refund_id: refundId } },
        { idempotencyKey: `refund-${refundId}` },
      ),
    readWebhook(rawBody, signature) {
      for (const secret of secrets) {
        try {
          return stripe.webhooks.constructEvent(rawBody, signature, secret, WEBHOOK_TOLERANCE);
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
        }
      }
      throw SignatureInvalid();
    },
    handleOf: (paymentIntentId, clientSecret) => ({
      provider: config.STRIPE_BROWSER_API_BASE ? 'sandbox' : 'stripe',
      publishableKey: config.STRIPE_PUBLISHABLE_KEY,
      apiBase: config.STRIPE_BROWSER_API_BASE ?? null,
      paymentIntentId,
      clientSecret,
    }),
  };
}
