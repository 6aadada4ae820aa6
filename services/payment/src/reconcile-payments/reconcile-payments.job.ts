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
  for (const payment of open) {
    const intent = await stripe.getIntent(payment.intent_id ?? '');
    const outcome = await database.transaction((unit) => settleByIntent(unit, { intent }));
    if (outcome === 'succeeded') logger.warn({ paymentId: payment.id }, 'payment found without its webhook');
  }
}
