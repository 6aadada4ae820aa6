import { PaymentRefunded } from '@haat/contracts/events/payment-refunded.v1.ts';
import { money } from '@haat/contracts/money.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { sql } from 'kysely';
import Stripe from 'stripe';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { book } from '../db/ledger.ts';
import { lockPayment } from '../db/payment-repository.ts';
import type { PaymentRow, PaymentTables } from '../db/tables.ts';

type Dependencies = PaymentDependencies & { readonly logger: Logger };
type RefundRow = { id: string; payment_id: PaymentRow['id']; amount: number };

/** Carries out every recorded refund that is not settled, one after the other. */
export async function executeRefunds(dependencies: Dependencies): Promise<void> {
  const { database, logger } = dependencies;
  const open = await database.query
    .selectFrom('refunds')
    .select('id')
    .where('status', '=', 'requested')
    .orderBy('created_at')
    .limit(100)
    .execute();
  for (const { id } of open) {
    await executeRefund(dependencies, id).catch((error: unknown) =>
      logger.warn({ err: error, refundId: id }, 'refund will be tried again'),
    );
  }
}

async function executeRefund({ database, stripe, logger }: Dependencies, id: string): Promise<void> {
  const claimed = await fixAmount(database, id);
  if (!claimed) return;
  const { refund, payment } = claimed;
  try {
    const result = await stripe.refund(refund.id, payment.intent_id ?? '', refund.amount);
    await settle(database, refund, result.id);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    await refuse(database, refund, error.message);
    // Nothing here tries again: a person must see to it.
    logger.error({ err: error, refundId: refund.id, orderId: payment.order_id }, 'refund refused for good');
  }
}

/**
 * Decides the amount once and takes it from what is left of the payment, before the provider is asked: two refunds
 * at once can never add up to more than was paid, and a repetition asks for the same amount.
 */
async function fixAmount(
  database: Dependencies['database'],
  id: string,
): Promise<{ refund: RefundRow; payment: PaymentRow } | undefined> {
  return database.transaction(async (unit) => {
    const refund = await unit.query
      .selectFrom('refunds')
      .select(['id', 'payment_id', 'requested_amount', 'amount', 'status'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (refund?.status !== 'requested') return undefined;
    const payment = await lockPayment(unit, refund.payment_id);
    if (!payment) return undefined;
    if (refund.amount !== null) return { refund: { ...refund, amount: refund.amount }, payment };
    const left = payment.amount - payment.refunded;
    const amount = Math.min(refund.requested_amount ?? left, left);
    if (amount <= 0 || payment.status !== 'succeeded') {
      await unit.query
        .updateTable('refunds')
        .set({ status: 'refused', failure: 'Nothing is left to refund.', settled_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute();
      return undefined;
    }
    await unit.query.updateTable('refunds').set({ amount }).where('id', '=', id).execute();
    await addRefunded(unit.query, payment.id, amount);
    return { refund: { ...refund, amount }, payment };
  });
}

async function settle(database: Dependencies['database'], refund: RefundRow, providerId: string) {
  await database.transaction(async (unit) => {
    const done = await unit.query
      .updateTable('refunds')
      .set({ status: 'succeeded', provider_id: providerId, settled_at: sql<Date>`now()` })
      .where('id', '=', refund.id)
      .where('status', '=', 'requested')
      .returning('id')
      .executeTakeFirst();
    const payment = done && (await lockPayment(unit, refund.payment_id));
    if (!payment) return;
    await book(unit, payment, {
      debit: 'orders_payable',
      credit: 'provider_balance',
      amount: refund.amount,
      note: `refund of order ${payment.order_number}`,
    });
    unit.emit(
      PaymentRefunded,
      {
        orderId: payment.order_id,
        paymentId: payment.id,
        refundId: refund.id,
        amount: money(refund.amount, payment.currency),
        refundedTotal: money(payment.refunded, payment.currency),
        full: payment.refunded === payment.amount,
      },
      Number(payment.version) + 1,
    );
    await unit.query
      .updateTable('payments')
      .set({ version: sql`version + 1` })
      .where('id', '=', payment.id)
      .execute();
  });
}

async function refuse(database: Dependencies['database'], refund: RefundRow, failure: string) {
  await database.transaction(async (unit) => {
    const done = await unit.query
      .updateTable('refunds')
      .set({ status: 'refused', failure, settled_at: sql<Date>`now()` })
      .where('id', '=', refund.id)
      .where('status', '=', 'requested')
      .returning('id')
      .executeTakeFirst();
    if (done) await addRefunded(unit.query, refund.payment_id, -refund.amount);
  });
}

const addRefunded = (
  query: Pick<Dependencies['database']['query'], 'updateTable'>,
  id: PaymentTables['payments']['id'],
  amount: number,
) =>
  query
    .updateTable('payments')
    .set({ refunded: sql`refunded + ${amount}` })
    .where('id', '=', id)
    .execute();
