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

/** Undoes what a repeated event did. */
class SeenBefore extends Error {}

/** Takes over a verified event of the provider, once, in the transaction that remembers it. */
export async function receiveWebhook(
  { database, logger }: Pick<PaymentDependencies, 'database'> & { logger: Logger },
  event: Stripe.Event,
): Promise<void> {
  const work = database.transaction(async (unit) => {
    const outcome = await settle(event, (intent, failed) => settleByIntent(unit, intent, failed));
    const fresh = await unit.query
      .insertInto('webhook_events')
      .values({ id: event.id, type: event.type, outcome })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!fresh) throw new SeenBefore();
    if (outcome === 'mismatch' || outcome === 'unknown') {
      logger.error({ event: event.id, type: event.type, outcome }, 'webhook does not fit any payment');
    }
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof SeenBefore)) throw error;
  });
}

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
