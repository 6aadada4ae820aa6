import type { CardPayment, ChargeCardBody } from '@haat/contracts/http/card.ts';
import type { OrderId, UserId } from '@haat/contracts/ids.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { findCustomer } from '../db/customer-repository.ts';
import { findPaymentOfOrder } from '../db/payment-repository.ts';
import { CardNotFound, PaymentNotOpen } from '../domain/payment.errors.ts';

export const CHARGE_CARD_ERRORS = [CardNotFound, PaymentNotOpen] as const;

/**
 * Pays an order with a card that is kept for its buyer. What comes of it is told by the webhook as for every payment;
 * the answer is for the page that waits.
 * @throws payment.card-not-found, also for somebody else's; payment.not-open
 */
export async function chargeCard(
  { database, stripe }: PaymentDependencies,
  orderId: OrderId,
  { userId, cardId, returnUrl }: ChargeCardBody,
): Promise<CardPayment> {
  const customer = await findCustomer(database.query, userId as UserId);
  const cards = customer ? await stripe.listCards(customer) : [];
  if (!customer || !cards.some(({ id }) => id === cardId)) throw CardNotFound();
  const payment = await findPaymentOfOrder(database.query, orderId);
  if (!payment || payment.status === 'cancelled' || payment.intent_id === null) throw PaymentNotOpen();
  if (payment.status === 'succeeded') return { outcome: 'paid', url: null, message: null };
  return stripe.payWithCard(payment.intent_id, customer, cardId, returnUrl);
}
