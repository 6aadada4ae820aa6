import type { CardWishBody } from '@haat/contracts/http/card.ts';
import type { OrderId, UserId } from '@haat/contracts/ids.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { findCustomer, insertCustomer } from '../db/customer-repository.ts';
import { findPaymentOfOrder } from '../db/payment-repository.ts';
import { PaymentNotOpen } from '../domain/payment.errors.ts';

export const KEEP_CARD_ERRORS = [PaymentNotOpen] as const;

/**
 * Whether the provider keeps the card that pays an order, for the order's buyer. Asked for before the payment, as often
 * as the buyer changes their mind.
 * @throws payment.not-open
 */
export async function keepCard(
  dependencies: PaymentDependencies,
  orderId: OrderId,
  { userId, email, keep }: CardWishBody,
): Promise<void> {
  const { database, stripe } = dependencies;
  const payment = await findPaymentOfOrder(database.query, orderId);
  if (payment?.status !== 'pending' || payment.intent_id === null) throw PaymentNotOpen();
  const customer = await ensureCustomer(dependencies, userId as UserId, email);
  await stripe.keepCard(payment.intent_id, customer, keep);
}

async function ensureCustomer(
  { database, stripe }: PaymentDependencies,
  userId: UserId,
  email: string,
): Promise<string> {
  const known = await findCustomer(database.query, userId);
  if (known) return known;
  await insertCustomer(database.query, userId, await stripe.createCustomer(userId, email));
  const stored = await findCustomer(database.query, userId);
  // The account went meanwhile: nothing is kept for it any more.
  if (!stored) throw PaymentNotOpen();
  return stored;
}
