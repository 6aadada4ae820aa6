import { Overtaken, type UnitOfWork } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import type Stripe from 'stripe';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { rememberWebhook, type Settlement, settleByIntent } from '../db/payment-repository.ts';
import type { PaymentTables } from '../db/tables.ts';

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
    .transaction((unit) => settle(unit, event))
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return 'repeated' as const;
      throw error;
    });
  if (outcome === 'mismatch' || outcome === 'unknown') {
    logger.error({ event: event.id, type: event.type, outcome }, 'webhook does not fit any payment');
  }
}

async function settle(unit: UnitOfWork<PaymentTables>, event: Stripe.Event): Promise<Settlement | 'ignored'> {
  const webhook = { id: event.id, type: event.type };
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled':
      return settleByIntent(unit, { intent: event.data.object, webhook });
    case 'payment_intent.payment_failed':
      return settleByIntent(unit, { intent: event.data.object, attemptFailed: true, webhook });
    default:
      await rememberWebhook(webhook, 'ignored').execute(unit.query);
      return 'ignored';
  }
}
