import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { sql } from 'kysely';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { settleByIntent } from '../db/payment-repository.ts';

/**
 * Asks the provider about payments that have been open for a while: a webhook that never came must not leave a
 * buyer who paid without an order.
 */
export async function reconcilePayments({
  database,
  stripe,
  logger,
}: PaymentDependencies & { readonly logger: Logger }): Promise<void> {
  const open = await database.query
    .updateTable('payments')
    .set({ reconciled_at: sql<Date>`now()` })
    .where('id', 'in', (from) =>
      from
        .selectFrom('payments')
        .select('id')
        .where('status', '=', 'pending')
        .where('intent_id', 'is not', null)
        .where('reconciled_at', '<', sql<Date>`now() - interval '30 seconds'`)
        .orderBy('reconciled_at')
        .limit(20)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'intent_id'])
    .execute();
  for (const { id, intent_id } of open) {
    await reconcile({ database, stripe, logger }, id, intent_id ?? '').catch((error: unknown) =>
      // One that the provider does not know, say, must not hold up those that were paid.
      logger.warn({ err: error, paymentId: id }, 'payment could not be asked for'),
    );
  }
}

async function reconcile(
  { database, stripe, logger }: PaymentDependencies & { readonly logger: Logger },
  paymentId: string,
  intentId: string,
): Promise<void> {
  const intent = await stripe.getIntent(intentId);
  const outcome = await database.transaction((unit) => settleByIntent(unit, { intent }));
  if (outcome === 'succeeded') logger.warn({ paymentId }, 'payment found without its webhook');
  if (outcome === 'mismatch') logger.error({ paymentId }, 'payment is of another amount at the provider');
}
