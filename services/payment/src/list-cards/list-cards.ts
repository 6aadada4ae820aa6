import type { SavedCard } from '@haat/contracts/http/card.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type Stripe from 'stripe';
import type { PaymentDependencies } from '../begin-payment/begin-payment.ts';
import { findCustomer } from '../db/customer-repository.ts';

/** The provider keeps them and is asked each time: what it says is true, and nothing of a card is kept here. */
export async function listCards(
  { database, stripe }: PaymentDependencies,
  userId: UserId,
): Promise<SavedCard[]> {
  const customer = await findCustomer(database.query, userId);
  if (!customer) return [];
  // A card that was kept with two payments is in the list twice.
  const seen = new Set<string>();
  return (await stripe.listCards(customer)).flatMap((method) => {
    const card = toCard(method);
    if (!card) return [];
    const face = [card.brand, card.last4, card.expMonth, card.expYear].join();
    if (seen.has(face)) return [];
    seen.add(face);
    return [card];
  });
}

function toCard({ id, card }: Stripe.PaymentMethod): SavedCard | undefined {
  return (
    card && {
      id,
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
    }
  );
}
