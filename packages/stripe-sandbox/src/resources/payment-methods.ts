import type { SandboxStore } from '../sandbox-store.ts';
import { invalidRequest, resourceMissing } from '../stripe-error.ts';
import { type CardBehaviour, readCard, testCardById } from '../test-cards.ts';
import { namedCustomer } from './customers.ts';
import { newId, type Parameters, type PaymentMethod, recordEvent, seconds } from './objects.ts';

export function createPaymentMethod(store: SandboxStore, parameters: Parameters): PaymentMethod {
  if (parameters.type !== 'card') throw invalidRequest('Only cards are supported here.', undefined, 'type');
  const { details, testId } = readCard((parameters.card ?? {}) as Record<string, string>);
  return storeCard(store, details, testId);
}

function storeCard(store: SandboxStore, card: PaymentMethod['card'], testId: string): PaymentMethod {
  const method: PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    type: 'card',
    card,
    created: seconds(),
    customer: null,
    livemode: false,
    // Which test card it was: the number itself is not kept.
    metadata: { sandbox_card: testId },
  };
  store.put('payment_method', method);
  return method;
}

/** A stored method or a `pm_card_…` name, with what it does when charged. @throws resource_missing */
export function resolvePaymentMethod(
  store: SandboxStore,
  id: string,
): { id: string; behaviour: CardBehaviour; stored: PaymentMethod | undefined } {
  const named = testCardById(id);
  if (named) return { id, behaviour: named.behaviour, stored: undefined };
  const stored = store.get<PaymentMethod>('payment_method', id);
  const behind = stored && testCardById(stored.metadata.sandbox_card ?? '');
  if (!stored || !behind) throw resourceMissing('PaymentMethod', id);
  return { id, behaviour: behind.behaviour, stored };
}

export function getPaymentMethod(store: SandboxStore, id: string): PaymentMethod {
  const method = store.get<PaymentMethod>('payment_method', id);
  if (!method) throw resourceMissing('PaymentMethod', id);
  return method;
}

const USED =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';

/** @throws for one that was charged or detached before and is nobody's */
export function assertReusable(method: PaymentMethod): void {
  if (method.metadata.sandbox_used === 'yes' && method.customer === null) {
    throw invalidRequest(USED, 'payment_method_unexpected_state', 'payment_method');
  }
}

/** It was tried without being anybody's: a second time it is not taken. */
export const useUp = (store: SandboxStore, method: PaymentMethod): void =>
  store.put('payment_method', { ...method, metadata: { ...method.metadata, sandbox_used: 'yes' } });

/** A `pm_card_…` name makes a new method each time, as with Stripe. */
export function attachPaymentMethod(store: SandboxStore, id: string, parameters: Parameters): PaymentMethod {
  if (parameters.customer === undefined) {
    throw invalidRequest('Missing required param: customer.', 'parameter_missing', 'customer');
  }
  const customer = namedCustomer(store, parameters.customer);
  const named = testCardById(id);
  const method = named ? storeCard(store, named.details, id) : getPaymentMethod(store, id);
  assertReusable(method);
  if (method.customer !== null && method.customer !== customer.id) {
    throw invalidRequest(
      'The payment method you provided has already been attached to a customer.',
      'payment_method_unexpected_state',
    );
  }
  const after = { ...method, customer: customer.id };
  store.put('payment_method', after);
  recordEvent(store, 'payment_method.attached', after);
  return after;
}

export function detachPaymentMethod(store: SandboxStore, id: string): PaymentMethod {
  const method = getPaymentMethod(store, id);
  if (method.customer === null) {
    throw invalidRequest(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      'payment_method_unexpected_state',
    );
  }
  const after = { ...method, customer: null, metadata: { ...method.metadata, sandbox_used: 'yes' } };
  store.put('payment_method', after);
  recordEvent(store, 'payment_method.detached', after);
  return after;
}
