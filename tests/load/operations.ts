import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'undici';
import { CATEGORIES, TERMS } from './catalogue.ts';
import type { LoadRequest } from './measure.ts';

export interface Catalogue {
  readonly slugs: readonly string[];
  readonly offerIds: readonly string[];
}

const ADDRESS = {
  name: 'Robin Doe',
  line1: '1 Market Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
};
/** The operation that the rest of the system is there for. */
export const CHECKOUT = 'checkout, cart to paid order';
const PAGES = 240;
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};
const pages = (path: (index: number) => string): LoadRequest[] =>
  Array.from({ length: PAGES }, (_, index) => ({ method: 'GET', path: path(index) }));

/** Reads, as lists of different requests that are sent round and round. */
export function readOperations(catalogue: Catalogue): Record<string, () => LoadRequest[]> {
  const sorts = ['relevance', 'price-asc', 'price-desc', 'newest'];
  let unique = 0;
  return {
    'list, 24 cards': () =>
      pages(
        (index) =>
          `/v1/search?category=${at(CATEGORIES, index).toLowerCase()}&sort=${at(sorts, Math.floor(index / 10))}&facets=false&limit=24`,
      ),
    'product detail': () => pages((index) => `/v1/products/${at(catalogue.slugs, index * 37)}`),
    'search with facets': () => pages((index) => `/v1/search?q=${at(TERMS, index)}&limit=24`),
    // A price that nobody asked for before: no cache can know the answer. More of them than a measurement gets through.
    'search with facets, uncached': () =>
      Array.from({ length: 80_000 }, (_, index) => ({
        method: 'GET',
        path: `/v1/search?q=${at(TERMS, index)}&priceMax=${100_000_000 + unique++}&limit=24`,
      })),
  };
}

/** What buyers do, each with a fresh guest cart. */
export function flowOperations(
  url: string,
  catalogue: Catalogue,
): Record<string, (sequence: number) => Promise<void>> {
  const dispatcher = new Agent({ connections: 256, pipelining: 1 });
  const call = async <Body>(
    path: string,
    options: { headers?: Record<string, string>; json?: unknown; form?: Record<string, string> },
  ) => {
    const body =
      options.json === undefined
        ? options.form && new URLSearchParams(options.form).toString()
        : JSON.stringify(options.json);
    const answer = await send(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined
          ? {}
          : {
              'content-type':
                options.json === undefined ? 'application/x-www-form-urlencoded' : 'application/json',
            }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
      dispatcher,
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`);
    return {
      body: JSON.parse(text) as Body,
      cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '',
    };
  };
  const addToCart = (sequence: number) =>
    call('/v1/cart/items', { json: { offerId: at(catalogue.offerIds, sequence * 13), quantity: 1 } });

  /** Reads the order's event stream until it is confirmed, as the shop's page does. */
  const follow = async (path: string, headers: Record<string, string>) => {
    const answer = await send(url + path, { headers, dispatcher });
    let text = '';
    for await (const chunk of answer.body) {
      text += String(chunk);
      if (text.includes('"status":"confirmed"')) return;
      if (text.includes('"status":"cancelled","version"')) throw new Error('the order was cancelled');
    }
    throw new Error(`${path}: the stream ended`);
  };
  return {
    'add to cart': async (sequence) => {
      await addToCart(sequence);
    },
    /** From an empty cart to an order that is paid and confirmed, with the payment's webhook in between. */
    [CHECKOUT]: async (sequence) => {
      const { cookie } = await addToCart(sequence);
      const headers = { cookie };
      const quote = await call<{ id: string }>('/v1/checkout/quotes', {
        headers,
        json: { email: `buyer${sequence}@example.test`, address: ADDRESS, shipping: 'standard' },
      });
      const { body: placed } = await call<{
        order: { id: string };
        orderKey: string;
        payment: { apiBase: string; paymentIntentId: string; clientSecret: string; publishableKey: string };
      }>('/v1/orders', {
        headers: { ...headers, 'idempotency-key': randomUUID() },
        json: { quoteId: quote.body.id },
      });
      const { apiBase, paymentIntentId, clientSecret, publishableKey } = placed.payment;
      await call(`${apiBase}/v1/payment_intents/${paymentIntentId}/confirm`, {
        headers: { authorization: `Bearer ${publishableKey}` },
        form: { payment_method: 'pm_card_visa', client_secret: clientSecret },
      });
      await follow(`/v1/orders/${placed.order.id}/events`, { 'x-order-key': placed.orderKey });
    },
  };
}
