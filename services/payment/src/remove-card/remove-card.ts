import type { UserId } from '@haat/contracts/ids.ts';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { findCustomer } from '../db/customer-repository.ts';
import { CardNotFound } from '../domain/payment.errors.ts';

export const REMOVE_CARD_ERRORS = [CardNotFound] as const;

/**
 * The provider forgets the card, also where it was kept twice.
 * @throws payment.card-not-found, also for somebody else's
 */
export async function removeCard(
  { database, stripe }: PaymentDependencies,
  userId: UserId,
  cardId: string,
): Promise<void> {
  const customer = await findCustomer(database.query, userId);
  const cards = customer ? await stripe.listCards(customer) : [];
  const meant = cards.find(({ id }) => id === cardId)?.card;
  if (!meant) throw CardNotFound();
  const same = cards.filter(
    ({ card }) =>
      card?.brand === meant.brand &&
      card.last4 === meant.last4 &&
      card.exp_month === meant.exp_month &&
      card.exp_year === meant.exp_year,
  );
  await Promise.all(same.map(({ id }) => stripe.detachCard(id)));
}
