import { randomUUID } from 'node:crypto';
import type { Cart } from '@haat/contracts/http/cart.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Order, PlacedOrder, Quote } from '@haat/contracts/http/order.ts';
import {
  ADDRESS,
  askForQuote,
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  pay,
  placeOrder,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { stateOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let services: TestServices;
let shop: TestShop;
let offers: OfferSnapshot[];
let buyer: Awaited<ReturnType<typeof userWith>>;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  shop = await openShop(services);
  offers = await listOffers(services, shop, [
    { id: 'lamp', title: 'Lamp', price: '19.99' },
    { id: 'bulb', title: 'Bulb', price: '0.33' },
    { id: 'desk', title: 'Desk', price: '249.50' },
  ]);
  await services.settled();
});
afterAll(() => services.stop());
beforeEach(async () => {
  buyer = await userWith(services, [{ offerId: lamp().offerId }]);
});

const lamp = (): OfferSnapshot => {
  const [first] = offers;
  if (!first) throw new Error('there is no lamp');
  return first;
};
const MONEY = { amount: 1, currency: 'USD' };
/** What a buyer might like to decide. */
const WISHES: Record<string, unknown> = {
  price: MONEY,
  unitPrice: MONEY,
  unit_price: 1,
  listPrice: MONEY,
  lineTotal: MONEY,
  total: 1,
  totals: { total: MONEY },
  subtotal: MONEY,
  tax: 0,
  taxRate: 0,
  shippingPrice: 0,
  discount: 1_999,
  coupon: 'FREE',
  currency: 'INR',
  amount: 1,
  sellerId: randomUUID(),
  status: 'confirmed',
  paymentStatus: 'succeeded',
  userId: randomUUID(),
  expiresAt: '2099-01-01T00:00:00.000Z',
};
const post = (service: 'cart' | 'order', path: string, body: unknown, method: 'POST' | 'PATCH' = 'POST') =>
  services.call(service, {
    method,
    path,
    token: buyer.token,
    headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const everything = async () =>
  Object.assign(
    {},
    ...(await Promise.all(
      ['cart', 'order', 'payment', 'inventory'].map((name) => stateOf(services, name as 'cart')),
    )),
  );

describe('a buyer who brings along', () => {
  it.each(Object.entries(WISHES))('%s = %j gets nothing for it, anywhere', async (name, value) => {
    const quote = await askForQuote(services, buyer);
    const before = await everything();
    const { offerId } = lamp();
    const terms = { email: buyer.email, address: ADDRESS, shipping: 'standard' };
    const answers = [
      await post('cart', '/v1/cart/items', { offerId, quantity: 1, [name]: value }),
      await post('cart', `/v1/cart/items/${offerId}`, { quantity: 1, [name]: value }, 'PATCH'),
      await post('order', '/v1/checkout/quotes', { ...terms, [name]: value }),
      await post('order', '/v1/checkout/quotes', { ...terms, address: { ...ADDRESS, [name]: value } }),
      await post('order', '/v1/orders', { quoteId: quote.body.id, [name]: value }),
    ];
    expect(answers.map(codeOf)).toEqual(Array(5).fill([400, 'http.validation']));
    expect(await everything()).toEqual(before);
  });
});

describe('a buyer who wants money back and brings along', () => {
  let owner: Awaited<ReturnType<typeof userWith>>;
  let order: Order;
  beforeAll(async () => {
    owner = await userWith(services, [{ offerId: lamp().offerId, quantity: 2 }]);
    order = await pay(services, owner, await buy(services, owner));
    await services.settled();
  });
  const wants = (path: string, line: object, fields: object) =>
    services.call('order', {
      method: 'POST',
      path: `/v1/orders/${order.id}/${path}`,
      token: owner.token,
      headers: { 'idempotency-key': randomUUID() },
      body: { lines: [{ offerId: lamp().offerId, quantity: 1, ...line }], ...fields },
    });
  const cancelling = { reason: 'Changed my mind' };
  const returning = { reason: 'damaged', comment: '' };

  it.each(Object.entries({ ...WISHES, refund: MONEY, shippingRefund: MONEY, restock: true }))(
    '%s = %j gets nothing for it, anywhere',
    async (name, value) => {
      const before = await everything();
      const extra = { [name]: value };
      const answers = [
        await wants('cancellations/quote', {}, extra),
        await wants('cancellations/quote', extra, {}),
        await wants('cancellations', {}, { ...cancelling, ...extra }),
        await wants('cancellations', extra, cancelling),
        await wants('returns/quote', {}, { reason: 'damaged', ...extra }),
        await wants('returns', {}, { ...returning, ...extra }),
        await wants('returns', extra, returning),
      ];
      expect(answers.map(codeOf)).toEqual(Array(7).fill([400, 'http.validation']));
      expect(await everything()).toEqual(before);
    },
  );

  it.each([0, -1, 0.5, 1e9, '1', null])('a quantity of %j is refused', async (quantity) => {
    const before = await everything();
    for (const path of ['cancellations', 'returns']) {
      const fields = path === 'returns' ? returning : cancelling;
      expect(codeOf(await wants(path, { quantity }, fields))).toEqual([400, 'http.validation']);
    }
    expect(await everything()).toEqual(before);
  });

  it('more than was bought, or what was never bought, gets nothing', async () => {
    const before = await everything();
    const [, bulb] = offers;
    for (const line of [{ quantity: 3 }, { offerId: bulb?.offerId }]) {
      expect((await wants('cancellations', line, cancelling)).status).toBeGreaterThanOrEqual(400);
      expect((await wants('returns', line, returning)).status).toBeGreaterThanOrEqual(400);
    }
    const after = await everything();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    // A refusal is remembered under its key; nothing else is.
    expect(changed.filter((table) => !table.endsWith('.idempotency_keys'))).toEqual([]);
  });
});

describe('a quantity of', () => {
  it.each([
    '0',
    '-1',
    '0.5',
    '"1"',
    '1e309',
    '-1e309',
    '9007199254740992',
    '1000000',
    'null',
    'true',
    '[1]',
    '{"a":1}',
    '"NaN"',
    '1e-9',
  ])('%s is refused, and the cart is as it was', async (quantity) => {
    const before = await everything();
    const { offerId } = lamp();
    for (const answer of [
      await post('cart', '/v1/cart/items', `{"offerId":"${offerId}","quantity":${quantity}}`),
      await post('cart', `/v1/cart/items/${offerId}`, `{"quantity":${quantity}}`, 'PATCH'),
    ]) {
      expect(answer.status).toBe(400);
    }
    expect(await everything()).toEqual(before);
  });

  it('many times what a line may hold does not add up beyond it', async () => {
    const { offerId } = lamp();
    for (let count = 0; count < 5; count++) await post('cart', '/v1/cart/items', { offerId, quantity: 99 });
    const { body } = await services.call<Cart>('cart', { path: '/v1/cart', token: buyer.token });
    expect(body.items[0]?.quantity).toBeLessThanOrEqual(99);
  });
});

describe('what is charged', () => {
  const cents = (text: string) => Math.round(Number(text) * 100);
  const PRICES: Readonly<Record<string, number>> = {
    Lamp: cents('19.99'),
    Bulb: cents('0.33'),
    Desk: cents('249.50'),
  };
  /** California's 7.25 %, a line rounded on its own; standard shipping is free from 35 dollars a seller. */
  const recomputed = (lines: readonly { title: string; quantity: number }[]) => {
    const totals = lines.map(({ title, quantity }) => (PRICES[title] ?? 0) * quantity);
    const subtotal = totals.reduce((sum, each) => sum + each, 0);
    const tax = totals.reduce((sum, each) => sum + Math.round((each * 725) / 10_000), 0);
    return subtotal + tax + (subtotal >= 3_500 ? 0 : 499);
  };

  it('is the catalogue’s prices times the quantities, for any cart, down to the provider', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
        async (counts) => {
          const lines = offers.flatMap(({ offerId, title }, index) => {
            const quantity = counts[index] ?? 0;
            return quantity === 0 ? [] : [{ offerId, title, quantity }];
          });
          fc.pre(lines.length > 0);
          const somebody = await userWith(services, lines);
          const placed = await buy(services, somebody);
          expect(placed.order.totals.total).toEqual({ amount: recomputed(lines), currency: 'USD' });
          const { intents } = await services.payments().ledger();
          const intent = intents.find((each) => each.id === placed.payment?.paymentIntentId);
          expect(intent).toMatchObject({ amount: recomputed(lines), currency: 'usd' });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is never a price that changed after the quote: the buyer is asked again, and nothing was ordered', async () => {
    const quote = await askForQuote(services, buyer);
    const orders = async () => (await stateOf(services, 'order'))['order.orders'];
    const [before, payments] = [await orders(), await stateOf(services, 'payment')];
    await listOffers(services, shop, [{ id: 'lamp', title: 'Lamp', price: '29.99' }]);
    await services.settled();
    const refused = await placeOrder<PlacedOrder & { meta: { quote: Quote } }>(
      services,
      buyer,
      quote.body.id,
    );
    expect(codeOf(refused)).toEqual([409, 'order.quote-changed']);
    expect(refused.body.meta.quote.sellers[0]?.lines[0]?.unitPrice.amount).toBe(2_999);
    expect([await orders(), await stateOf(services, 'payment')]).toEqual([before, payments]);
    const taken = await placeOrder(services, buyer, refused.body.meta.quote.id);
    expect(taken.body.order.totals.subtotal.amount).toBe(2_999);
    await listOffers(services, shop, [{ id: 'lamp', title: 'Lamp', price: '19.99' }]);
    await services.settled();
  });
});
