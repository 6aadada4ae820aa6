import type { SandboxStore } from '../sandbox-store.ts';
import { invalidRequest, resourceMissing } from '../stripe-error.ts';
import { type CardBehaviour, readCard, testCardById } from '../test-cards.ts';
import { newId, type PaymentMethod, seconds } from './objects.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export function createPaymentMethod(store: SandboxStore, parameters: Parameters): PaymentMethod {
  if (parameters.type !== 'card') throw invalidRequest('Only cards are supported here.', undefined, 'type');
  const { details, testId } = readCard((parameters.card ?? {}) as Record<string, string>);
  const method: PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    type: 'card',
    card: details,
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
): { id: string; behaviour: CardBehaviour } {
  const named = testCardById(id);
  if (named) return { id, behaviour: named.behaviour };
  const stored = store.get<PaymentMethod>('payment_method', id);
  const behind = stored && testCardById(stored.metadata.sandbox_card ?? '');
  if (!stored || !behind) throw resourceMissing('PaymentMethod', id);
  return { id, behaviour: behind.behaviour };
}

export function getPaymentMethod(store: SandboxStore, id: string): PaymentMethod {
  const method = store.get<PaymentMethod>('payment_method', id);
  if (!method) throw resourceMissing('PaymentMethod', id);
  return method;
}
