import { randomUUID } from 'node:crypto';
import type { Cart } from '@haat/contracts/http/cart.ts';
import type { Order, PlacedOrder, Quote, SellerOrderPage } from '@haat/contracts/http/order.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import { callApi, until } from './seed-api.ts';

const ADDRESS = {
  name: 'Meera Nair',
  line1: '48 Linden Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
};

/** What is bought, and how far its first seller has got with it. */
const ORDERS: readonly {
  readonly query: string;
  readonly steps: readonly ('pack' | 'ship' | 'deliver')[];
}[] = [
  { query: 'q=wireless%20headphones', steps: ['pack', 'ship', 'deliver'] },
  { query: 'q=camera', steps: ['pack', 'ship'] },
  { query: 'q=speaker', steps: ['pack'] },
  { query: 'q=turntable', steps: [] },
];

export interface OrderSeeding {
  readonly transport: ServiceTransport;
  readonly customerToken: string;
  readonly customerEmail: string;
  readonly sellerToken: string;
  /** The sandbox as a browser would reach it. */
  readonly sandboxUrl: string;
}

/** Buys as the demo customer does, through the same doors, so that accounts, stock and mailbox all agree. */
export async function placeDemoOrders(seeding: OrderSeeding): Promise<void> {
  for (const { query, steps } of ORDERS) {
    const order = await buy(seeding, query);
    await fulfil(seeding, order.number, steps);
  }
}

async function buy(seeding: OrderSeeding, query: string): Promise<Order> {
  const { transport, customerToken: token } = seeding;
  const path = `/v1/search?${query}&seller=northwind-audio&inStock=true&facets=false&limit=1`;
  const found = await callApi<SearchResult>(transport, 'search', { method: 'GET', path });
  const offerId = found.items[0]?.offerId;
  if (!offerId) throw new Error(`The demo catalogue has nothing for ${query}`);
  const item = { offerId, quantity: 1 };
  await callApi<Cart>(transport, 'cart', { method: 'POST', path: '/v1/cart/items', token, body: item });
  const quote = await callApi<Quote>(transport, 'order', {
    method: 'POST',
    path: '/v1/checkout/quotes',
    token,
    body: { email: seeding.customerEmail, address: ADDRESS, shipping: 'standard' },
  });
  const { order, payment } = await callApi<PlacedOrder>(transport, 'order', {
    method: 'POST',
    path: '/v1/orders',
    token,
    headers: { 'idempotency-key': randomUUID() },
    body: { quoteId: quote.id },
  });
  if (!payment) throw new Error(`Order ${order.number} has no payment`);
  const confirm = await fetch(`${seeding.sandboxUrl}/v1/payment_intents/${payment.paymentIntentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${payment.publishableKey}` },
    body: new URLSearchParams({ payment_method: 'pm_card_visa', client_secret: payment.clientSecret }),
  });
  if (!confirm.ok) throw new Error(`The payment of ${order.number} was answered with ${confirm.status}`);
  return until(`order ${order.number}`, async () => {
    const seen = await callApi<Order>(transport, 'order', {
      method: 'GET',
      path: `/v1/orders/${order.id}`,
      token,
    });
    // The next order starts with an empty cart.
    const cart = await callApi<Cart>(transport, 'cart', { method: 'GET', path: '/v1/cart', token });
    return seen.status === 'confirmed' && cart.items.length === 0 ? seen : undefined;
  });
}

async function fulfil(
  { transport, sellerToken: token }: OrderSeeding,
  orderNumber: string,
  steps: readonly ('pack' | 'ship' | 'deliver')[],
): Promise<void> {
  if (steps.length === 0) return;
  const page = await callApi<SellerOrderPage>(transport, 'order', {
    method: 'GET',
    path: '/v1/seller/orders?status=to_pack',
    token,
  });
  const part = page.items.find((each) => each.orderNumber === orderNumber);
  for (const step of part ? steps : []) {
    await callApi(transport, 'order', {
      method: 'POST',
      path: `/v1/seller/orders/${part?.id}/${step}`,
      token,
      headers: { 'idempotency-key': randomUUID() },
      ...(step === 'ship' ? { body: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' } } : {}),
    });
  }
}
