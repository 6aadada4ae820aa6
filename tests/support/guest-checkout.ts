import { randomUUID } from 'node:crypto';
import type { Order, PaymentHandle, PlacedOrder, Quote } from '@haat/contracts/http/order.ts';
import { cookiesOf, request } from './api.ts';

const ADDRESS = {
  name: 'Robin Doe',
  line1: '1 Market Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
};

class CheckoutFailure extends Error {}

export interface Basket {
  readonly offerId: string;
  readonly quantity: number;
}

/** What a guest's browser does from an empty cart to a placed order. @throws CheckoutFailure, or fetch's own error */
export async function placeGuestOrder(
  url: string,
  email: string,
  basket: readonly Basket[],
  idempotencyKey: string = randomUUID(),
): Promise<{ order: Order; payment: PaymentHandle; orderKey: string }> {
  let cookie: string | undefined;
  for (const item of basket) {
    const added = await request(`${url}/v1/cart/items`, { cookie, json: item });
    if (added.status !== 200 && added.status !== 201) throw failure('add to cart', added);
    cookie ??= cookiesOf(added);
  }
  const quote = await request<Quote>(`${url}/v1/checkout/quotes`, {
    cookie,
    json: { email, address: ADDRESS, shipping: 'standard' },
  });
  if (quote.status !== 200) throw failure('quote', quote);
  const placed = await request<PlacedOrder>(`${url}/v1/orders`, {
    cookie,
    headers: { 'idempotency-key': idempotencyKey },
    json: { quoteId: quote.body.id },
  });
  if (placed.status !== 201) throw failure('place the order', placed);
  const { order, payment, orderKey } = placed.body;
  if (!payment || !orderKey) throw new CheckoutFailure('the order has nothing to pay with');
  return { order, payment, orderKey };
}

/** @returns the status of the PaymentIntent, or the decline's code */
export async function pay(
  url: string,
  payment: PaymentHandle,
  paymentMethod = 'pm_card_visa',
): Promise<string> {
  const answer = await request<{ status?: string; error?: { code: string } }>(
    `${url}${payment.apiBase}/v1/payment_intents/${payment.paymentIntentId}/confirm`,
    {
      headers: { authorization: `Bearer ${payment.publishableKey}` },
      form: { payment_method: paymentMethod, client_secret: payment.clientSecret },
    },
  );
  return answer.body.error?.code ?? answer.body.status ?? `status ${answer.status}`;
}

const failure = (step: string, answer: { status: number; body: unknown }): CheckoutFailure =>
  new CheckoutFailure(`${step}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
