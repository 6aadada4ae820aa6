import type { Logger } from '@haat/platform/telemetry/logger.ts';
import type Stripe from 'stripe';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { type Settlement, settleByIntent } from '../db/payment-repository.ts';

/** What the webhook endpoint is to be subscribed to at the provider. */
export const WEBHOOK_EVENTS = [
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
] as const;

/** Takes over a verified event of the provider, once, in the transaction that remembers it. */
export async function receiveWebhook(
  { database, logger }: Pick<PaymentDependencies, 'database'> & { logger: Logger },
  event: Stripe.Event,
): Promise<void> {
  const outcome = await database
    .transaction(async (unit) => {
      const settled = await settle(event, (intent, failed) => settleByIntent(unit, intent, failed));
      // One that was seen before breaks the key, which undoes what it did again.
      unit.send(
        unit.query
          .insertInto('webhook_events')
          .values({ id: event.id, type: event.type, outcome: settled })
          .execute(),
      );
      return settled;
    })
    .catch((error: unknown) => {
      if (isSeenBefore(error)) return 'repeated' as const;
      throw error;
    });
  if (outcome === 'mismatch' || outcome === 'unknown') {
    logger.error({ event: event.id, type: event.type, outcome }, 'webhook does not fit any payment');
  }
}

const isSeenBefore = (error: unknown): boolean =>
  (error as { constraint?: unknown }).constraint === 'webhook_events_pkey';

async function settle(
  event: Stripe.Event,
  byIntent: (intent: Stripe.PaymentIntent, failed: boolean) => Promise<Settlement>,
): Promise<Settlement | 'ignored'> {
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled':
      return byIntent(event.data.object, false);
    case 'payment_intent.payment_failed':
      return byIntent(event.data.object, true);
    default:
      return 'ignored';
  }
}
