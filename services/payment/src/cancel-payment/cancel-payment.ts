import type { Payment } from '@haat/contracts/http/payment.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import { type PaymentDependencies, toPayment } from '../begin-payment/begin-payment.ts';
import { findPaymentOfOrder, lockPayment, setStatus, settleByIntent } from '../db/payment-repository.ts';

/**
 * Ends an order's payment unless the money came first; the provider has the last word on which it was.
 * @returns how the payment stands then; undefined when the order has none
 */
export async function cancelPayment(
  { database, stripe }: PaymentDependencies,
  orderId: OrderId,
): Promise<Payment | undefined> {
  const payment = await findPaymentOfOrder(database.query, orderId);
  if (!payment) return undefined;
  if (payment.status !== 'pending') return toPayment(payment, stripe);
  const intent = payment.intent_id ? await stripe.cancelIntent(payment.intent_id) : undefined;
  await database.transaction(async (unit) => {
    if (intent) return void (await settleByIntent(unit, { intent }));
    const current = await lockPayment(unit, payment.id);
    if (current?.status === 'pending') setStatus(unit, current, 'cancelled');
  });
  const settled = await findPaymentOfOrder(database.query, orderId);
  return settled && toPayment(settled, stripe);
}
