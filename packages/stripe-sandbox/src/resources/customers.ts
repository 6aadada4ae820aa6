import type { SandboxStore } from '../sandbox-store.ts';
import { invalidRequest, resourceMissing } from '../stripe-error.ts';
import {
  type Customer,
  newId,
  type Parameters,
  type PaymentMethod,
  recordEvent,
  seconds,
} from './objects.ts';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function createCustomer(store: SandboxStore, parameters: Parameters): Customer {
  const customer: Customer = {
    id: newId('cus', 14),
    object: 'customer',
    email: text(parameters.email),
    name: text(parameters.name),
    metadata: (parameters.metadata ?? {}) as Record<string, string>,
    created: seconds(),
    livemode: false,
  };
  store.put('customer', customer);
  recordEvent(store, 'customer.created', customer);
  return customer;
}

/** @throws resource_missing, also for one that was deleted */
export function getCustomer(store: SandboxStore, id: string): Customer {
  const customer = store.get<Customer>('customer', id);
  if (!customer || customer.deleted) throw resourceMissing('customer', id);
  return customer;
}

/** Named in a request that is about something else. @throws resource_missing with the parameter */
export function namedCustomer(store: SandboxStore, id: unknown): Customer {
  const customer = store.get<Customer>('customer', String(id));
  if (!customer || customer.deleted) {
    throw invalidRequest(`No such customer: '${String(id)}'`, 'resource_missing', 'customer');
  }
  return customer;
}

/** Its cards are nobody's any more, and cannot be charged. */
export function deleteCustomer(store: SandboxStore, id: string) {
  const customer = getCustomer(store, id);
  for (const method of cardsOf(store, id)) {
    const metadata = { ...method.metadata, sandbox_used: 'yes' };
    store.put('payment_method', { ...method, customer: null, metadata });
  }
  const after = { ...customer, email: null, name: null, metadata: {}, deleted: true };
  store.put('customer', after);
  recordEvent(store, 'customer.deleted', customer);
  return { id, object: 'customer', deleted: true };
}

/** Newest first, as Stripe lists them. */
export function cardsOf(store: SandboxStore, customerId: string): PaymentMethod[] {
  return store
    .list<PaymentMethod>('payment_method', 1_000_000)
    .filter((method) => method.customer === customerId);
}

export function listCards(store: SandboxStore, customerId: string, url: string, parameters: Parameters) {
  const { id } = getCustomer(store, customerId);
  const limit = parameters.limit === undefined ? 10 : Number(parameters.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidRequest('Invalid integer', 'parameter_invalid_integer', 'limit');
  }
  const cards = parameters.type === undefined || parameters.type === 'card' ? cardsOf(store, id) : [];
  return { object: 'list', url, has_more: cards.length > limit, data: cards.slice(0, limit) };
}
