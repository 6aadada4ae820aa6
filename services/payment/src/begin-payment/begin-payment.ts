import type { BeginPaymentBody, Payment } from '@haat/contracts/http/payment.ts';
import { money } from '@haat/contracts/money.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { ensurePayment, storeIntent } from '../db/payment-repository.ts';
import type { PaymentRow, PaymentTables } from '../db/tables.ts';
import { PaymentDiffers } from '../domain/payment.errors.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';

export const BEGIN_PAYMENT_ERRORS = [PaymentDiffers] as const;

export interface PaymentDependencies {
  readonly database: Database<PaymentTables>;
  readonly stripe: StripeGateway;
}

/**
 * An order's payment with its intent at the provider, made where it does not exist. Cut off at any point, the next
 * call goes on: the intent is created under the payment's own idempotency key.
 * @throws payment.differs
 */
export async function beginPayment(
  { database, stripe }: PaymentDependencies,
  body: BeginPaymentBody,
): Promise<Payment> {
  const payment = await ensurePayment(database.query, body);
  if (payment.amount !== body.amount.amount || payment.currency !== body.amount.currency) {
    throw PaymentDiffers();
  }
  if (payment.intent_id !== null || payment.status !== 'pending') return toPayment(payment, stripe);
  const stored = await storeIntent(database.query, payment.id, await stripe.createIntent(payment));
  // Cancelled while the provider was asked: nobody may pay this intent any more.
  if (stored.status === 'cancelled' && stored.intent_id) await stripe.cancelIntent(stored.intent_id);
  return toPayment(stored, stripe);
}

export function toPayment(payment: PaymentRow, stripe: StripeGateway): Payment {
  const { intent_id: intentId, client_secret: clientSecret, currency } = payment;
  const open = payment.status === 'pending' && intentId !== null && clientSecret !== null;
  return {
    id: payment.id,
    orderId: payment.order_id,
    status: payment.status,
    amount: money(payment.amount, currency),
    refunded: money(payment.refunded, currency),
    handle: open ? stripe.handleOf(intentId, clientSecret) : null,
  };
}
