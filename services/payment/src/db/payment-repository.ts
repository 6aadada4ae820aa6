import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import type { BeginPaymentBody } from '@haat/contracts/http/payment.ts';
import type { OrderId, PaymentId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import type { Intent } from '../stripe/stripe-gateway.ts';
import { booking } from './ledger.ts';
import type { PaymentRow, PaymentTables } from './tables.ts';

type Unit = UnitOfWork<PaymentTables>;
type Query = Kysely<PaymentTables>;

/** The order's payment, made now when there is none. */
export async function ensurePayment(query: Query, body: BeginPaymentBody): Promise<PaymentRow> {
  const inserted = await query
    .insertInto('payments')
    .values({
      id: uuidv7() as PaymentId,
      order_id: body.orderId as OrderId,
      order_number: body.orderNumber,
      email: body.email,
      amount: body.amount.amount,
      currency: body.amount.currency,
      intent_id: null,
      client_secret: null,
      succeeded_at: null,
    })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return inserted;
  return query
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', body.orderId as OrderId)
    .executeTakeFirstOrThrow();
}

export const findPaymentOfOrder = (query: Query, orderId: OrderId): Promise<PaymentRow | undefined> =>
  query.selectFrom('payments').selectAll().where('order_id', '=', orderId).executeTakeFirst();

/** @returns the payment with its intent; one that was cancelled meanwhile says so */
export const storeIntent = (query: Query, id: PaymentId, intent: Intent): Promise<PaymentRow> =>
  query
    .updateTable('payments')
    .set({ intent_id: intent.id, client_secret: intent.client_secret })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export async function lockPayment(unit: Unit, id: PaymentId): Promise<PaymentRow | undefined> {
  return unit.query.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export type Settlement = 'succeeded' | 'failed' | 'cancelled' | 'unchanged' | 'unknown' | 'mismatch';

/**
 * Takes over what the provider says of an intent. Told twice, late or out of order, it changes nothing; a
 * success is final. The payment is locked first: what follows from it leaves together with COMMIT.
 */
export async function settleByIntent(
  unit: Unit,
  intent: Intent,
  attemptFailed: boolean,
): Promise<Settlement> {
  const id = intent.metadata.payment_id as PaymentId | undefined;
  const payment = id && (await lockPayment(unit, id));
  if (!payment) return 'unknown';
  if (payment.status === 'succeeded') return 'unchanged';
  if (intent.status === 'succeeded') {
    const matches =
      intent.amount_received === payment.amount && intent.currency.toUpperCase() === payment.currency;
    if (!matches) return 'mismatch';
    markSucceeded(unit, payment, intent);
    return 'succeeded';
  }
  if (intent.status === 'canceled') {
    setStatus(unit, payment, 'cancelled');
    return 'cancelled';
  }
  if (attemptFailed) {
    const failure = intent.last_payment_error;
    unit.emit(
      PaymentFailed,
      {
        orderId: payment.order_id,
        paymentId: payment.id,
        code: failure?.decline_code ?? failure?.code ?? 'unknown',
        message: failure?.message ?? 'The payment was refused.',
        amount: money(payment.amount, payment.currency),
      },
      setStatus(unit, payment, payment.status),
    );
    return 'failed';
  }
  return 'unchanged';
}

function markSucceeded(unit: Unit, payment: PaymentRow, intent: Intent): void {
  const version = payment.version + 1;
  unit.send(
    sql`
      with changed as (
        update payments
        set status = 'succeeded', intent_id = ${intent.id}, version = ${version}, succeeded_at = now()
        where id = ${payment.id}
      )
      ${booking(payment, {
        debit: 'provider_balance',
        credit: 'orders_payable',
        amount: payment.amount,
        note: `payment of order ${payment.order_number}`,
      })}
    `.execute(unit.query),
  );
  unit.emit(
    PaymentSucceeded,
    {
      orderId: payment.order_id,
      paymentId: payment.id,
      amount: money(payment.amount, payment.currency),
    },
    version,
  );
}

/**
 * @param payment locked, so that its next version is known
 * @returns the new version
 */
export function setStatus(unit: Unit, payment: PaymentRow, status: PaymentRow['status']): number {
  const version = payment.version + 1;
  unit.send(
    unit.query.updateTable('payments').set({ status, version }).where('id', '=', payment.id).execute(),
  );
  return version;
}
