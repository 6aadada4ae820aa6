import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import type { BeginPaymentBody } from '@haat/contracts/http/payment.ts';
import type { OrderId, PaymentId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
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

/** What a payment is settled by. */
export interface Word {
  readonly intent: Intent;
  /** Of one attempt to pay, where that is what is told. */
  readonly attemptFailed?: boolean;
  /** The webhook that tells it: it has its effect once, and is remembered with it; see {@link rememberWebhook}. */
  readonly webhook?: Webhook;
}
export interface Webhook {
  readonly id: string;
  readonly type: string;
}

/**
 * Takes over what the provider says of an intent. Told twice, late or out of order, it changes nothing; a
 * success is final. The payment is locked first: what follows from it leaves together with COMMIT.
 */
export async function settleByIntent(
  unit: Unit,
  { intent, attemptFailed = false, webhook }: Word,
): Promise<Settlement> {
  const id = intent.metadata.payment_id as PaymentId | undefined;
  const payment = id && (await lockPayment(unit, id));
  const settlement = payment ? settlementOf(payment, intent, attemptFailed) : 'unknown';
  const fresh = webhook ? rememberWebhook(webhook, settlement) : sql`select`;
  if (!payment || settlement === 'unknown' || settlement === 'unchanged' || settlement === 'mismatch') {
    if (webhook) unit.send(fresh.execute(unit.query));
    return settlement;
  }
  const version = payment.version + 1;
  if (settlement === 'succeeded') markSucceeded(unit, payment, intent, { fresh, version });
  else setStatus(unit, payment, settlement === 'cancelled' ? 'cancelled' : payment.status, fresh);
  // Of deliveries at once one is the first; whoever waited for the lock finds the version of that one.
  unit.emitOnlyIf(sql`exists (select from payments where id = ${payment.id}::uuid and version = ${version})`);
  if (settlement === 'failed') {
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
      version,
    );
  }
  return settlement;
}

function settlementOf(payment: PaymentRow, intent: Intent, attemptFailed: boolean): Settlement {
  if (payment.status === 'succeeded') return 'unchanged';
  if (intent.status === 'succeeded') {
    const matches =
      intent.amount_received === payment.amount && intent.currency.toUpperCase() === payment.currency;
    return matches ? 'succeeded' : 'mismatch';
  }
  if (intent.status === 'canceled') return 'cancelled';
  return attemptFailed ? 'failed' : 'unchanged';
}

/** Gives a row where the webhook was not seen before. */
export const rememberWebhook = ({ id, type }: Webhook, outcome: string): RawBuilder<unknown> => sql`
  insert into webhook_events (id, type, outcome) values (${id}, ${type}, ${outcome})
  on conflict (id) do nothing returning id`;

function markSucceeded(
  unit: Unit,
  payment: PaymentRow,
  intent: Intent,
  { fresh, version }: { readonly fresh: RawBuilder<unknown>; readonly version: number },
): void {
  unit.send(
    sql`
      with fresh as (${fresh}), changed as (
        update payments
        set status = 'succeeded', intent_id = ${intent.id}, version = ${version}, succeeded_at = now()
        from fresh where payments.id = ${payment.id}
        returning payments.id
      )
      ${booking(payment, {
        debit: 'provider_balance',
        credit: 'orders_payable',
        amount: payment.amount,
        note: `payment of order ${payment.order_number}`,
      })}
      where exists (select from changed)
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

/** @param payment locked, so that its next version is known */
export function setStatus(
  unit: Unit,
  payment: PaymentRow,
  status: PaymentRow['status'],
  fresh: RawBuilder<unknown> = sql`select`,
): void {
  unit.send(
    sql`
      with fresh as (${fresh})
      update payments set status = ${status}, version = ${payment.version + 1}
      from fresh where payments.id = ${payment.id}
    `.execute(unit.query),
  );
}
