import type { CardPayment } from '@haat/contracts/http/card.ts';
import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import Stripe from 'stripe';
import type { PaymentConfig } from '../config.ts';
import type { PaymentRow } from '../db/tables.ts';
import { SignatureInvalid } from '../domain/payment.errors.ts';

/** Seconds by which a webhook's own time may differ from ours: older ones may be replays. */
const WEBHOOK_TOLERANCE = 300;

/** As many as anybody keeps; the provider's pages end here. */
const MOST_CARDS = 100;

export type Intent = Stripe.PaymentIntent;

/** The payment provider as this service uses it. Every writing call carries an idempotency key. */
export interface StripeGateway {
  createIntent(payment: PaymentRow): Promise<Intent>;
  getIntent(id: string): Promise<Intent>;
  /** Ends the intent, or finds how it ended otherwise. */
  cancelIntent(id: string): Promise<Intent>;
  /** @param amount minor units; @throws Stripe.errors.StripeInvalidRequestError when it is more than is left */
  refund(refundId: string, intentId: string, amount: number): Promise<Stripe.Refund>;
  /** @returns the provider's name of a user; asked twice, the same */
  createCustomer(userId: UserId, email: string): Promise<string>;
  /** With all that is kept for it. Gone already is as good. */
  deleteCustomer(customerId: string): Promise<void>;
  /** Newest first. */
  listCards(customerId: string): Promise<Stripe.PaymentMethod[]>;
  detachCard(cardId: string): Promise<void>;
  /** Whose payment it is, and whether its card stays with them. */
  keepCard(intentId: string, customerId: string, keep: boolean): Promise<void>;
  /** Charges a kept card with its buyer present: the bank may want to see them first. */
  payWithCard(intentId: string, customerId: string, cardId: string, returnUrl: string): Promise<CardPayment>;
  /** Verifies the raw body before it is parsed. @throws payment.signature-invalid */
  readWebhook(rawBody: Buffer, signature: string): Stripe.Event;
  /** What the browser needs for an intent. */
  handleOf(intentId: string, clientSecret: string): PaymentHandle;
}

const PAID: CardPayment = { outcome: 'paid', url: null, message: null };
const refused = (message: string): CardPayment => ({ outcome: 'refused', url: null, message });

function toOutcome(intent: Intent): CardPayment {
  if (intent.status === 'succeeded' || intent.status === 'processing') return PAID;
  const url = intent.next_action?.redirect_to_url?.url;
  return url
    ? { outcome: 'redirect', url, message: null }
    : refused('The payment did not go through. Try another card.');
}

const isGone = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';

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
    createCustomer: async (userId, email) =>
      (
        await stripe.customers.create(
          { email, metadata: { user_id: userId } },
          { idempotencyKey: `customer-${userId}` },
        )
      ).id,
    deleteCustomer: async (customerId) => {
      await stripe.customers.del(customerId).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    },
    listCards: async (customerId) =>
      (await stripe.paymentMethods.list({ customer: customerId, type: 'card', limit: MOST_CARDS })).data,
    detachCard: async (cardId) => {
      await stripe.paymentMethods.detach(cardId);
    },
    keepCard: async (intentId, customerId, keep) => {
      await stripe.paymentIntents.update(intentId, {
        customer: customerId,
        setup_future_usage: keep ? 'on_session' : '',
      });
    },
    async payWithCard(intentId, customerId, cardId, returnUrl) {
      try {
        await stripe.paymentIntents.update(intentId, { customer: customerId, setup_future_usage: '' });
        return toOutcome(
          await stripe.paymentIntents.confirm(intentId, { payment_method: cardId, return_url: returnUrl }),
        );
      } catch (error) {
        // Paid by an earlier try whose answer was lost, or refused by the bank.
        if (error instanceof Stripe.errors.StripeError && error.payment_intent?.status === 'succeeded') {
          return PAID;
        }
        if (error instanceof Stripe.errors.StripeCardError) return refused(error.message);
        throw error;
      }
    },
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
