import type { Logger } from '@haat/platform/telemetry/logger.ts';
import type Stripe from 'stripe';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { type Settlement, settleByIntent } from '../db/payment-repository.ts';

/** Takes over a verified event of the provider, once, in the transaction that remembers it. */
export async function receiveWebhook(
  { database, logger }: Pick<PaymentDependencies, 'database'> & { logger: Logger },
  event: Stripe.Event,
): Promise<void> {
  await database.transaction(async (unit) => {
    const fresh = await unit.query
      .insertInto('webhook_events')
      .values({ id: event.id, type: event.type, outcome: 'received' })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!fresh) return;
    const outcome = await settle(event, (intent, failed) => settleByIntent(unit, intent, failed));
    if (outcome === 'mismatch' || outcome === 'unknown') {
      logger.error({ event: event.id, type: event.type, outcome }, 'webhook does not fit any payment');
    }
    await unit.query.updateTable('webhook_events').set({ outcome }).where('id', '=', event.id).execute();
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
