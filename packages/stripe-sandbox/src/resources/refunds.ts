import type { SandboxStore } from '../sandbox-store.ts';
import { invalidRequest, resourceMissing } from '../stripe-error.ts';
import { type Charge, newId, type Parameters, type Refund, recordEvent, seconds } from './objects.ts';
import { getIntent } from './payment-intents.ts';

/** @throws charge_already_refunded, or for more than is left of the charge */
export function createRefund(store: SandboxStore, parameters: Parameters): Refund {
  const charge = chargeOf(store, parameters);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  }
  const amount = parameters.amount === undefined ? left : Number(parameters.amount);
  if (!Number.isInteger(amount) || amount < 1) {
    throw invalidRequest('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  }
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      undefined,
      'amount',
    );
  }
  const refund: Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    status: 'succeeded',
    metadata: (parameters.metadata ?? {}) as Record<string, string>,
    created: seconds(),
  };
  const after: Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.amount_refunded + amount === charge.amount_captured,
  };
  store.put('refund', refund, charge.payment_intent);
  store.put('charge', after, charge.payment_intent);
  recordEvent(store, 'refund.created', refund);
  recordEvent(store, 'charge.refunded', after);
  return refund;
}

function chargeOf(store: SandboxStore, parameters: Parameters): Charge {
  const id =
    typeof parameters.charge === 'string'
      ? parameters.charge
      : getIntent(store, String(parameters.payment_intent ?? '')).latest_charge;
  const charge = id && store.get<Charge>('charge', id);
  if (!charge) throw resourceMissing('charge', String(id));
  return charge;
}
