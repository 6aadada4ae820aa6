import { randomUUID } from 'node:crypto';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { OrderPage } from '@haat/contracts/http/order.ts';
import { buy, CHECKOUT_SERVICES, codeOf, pay, type TestBuyer, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
let north: TestShop;
let south: TestShop;
let buyer: TestBuyer & { token: string };
/** Orders of the buyer by what became of them. */
const made: Record<string, string> = {};

beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  north = await openShop(services, 'Northwind');
  south = await openShop(services, 'South 100% Wool');
  const [lamp, rug] = [
    ...(await listOffers(services, north, [{ title: 'Lamp_one', price: '20.00' }])),
    ...(await listOffers(services, south, [{ title: 'Rug', price: '50.00' }])),
  ] as [OfferSnapshot, OfferSnapshot];
  await services.settled();
  buyer = await userWith(services, []);
  const order = async (name: string, offers: readonly OfferSnapshot[], isPaid = true) => {
    for (const { offerId } of offers) {
      await post('cart', '/v1/cart/items', { offerId, quantity: 1 });
    }
    const placed = await buy(services, buyer);
    made[name] = placed.order.id;
    const paid = isPaid ? await pay(services, buyer, placed) : placed.order;
    await services.settled();
    return paid;
  };
  const step = (part: string | undefined, name: string, shop: TestShop) =>
    services.call('order', {
      method: 'POST',
      path: `/v1/seller/orders/${part}/${name}`,
      token: shop.token,
      ...(name === 'ship' ? { body: { carrier: 'UPS', trackingNumber: '1Z' } } : {}),
    });
  await order('under way', [rug]);
  const delivered = await order('delivered in part', [lamp, rug]);
  const part = delivered.sellerOrders.find(({ sellerId }) => sellerId === north.id)?.id;
  for (const name of ['pack', 'ship', 'deliver']) await step(part, name, north);
  await post('order', `/v1/orders/${delivered.id}/returns`, {
    lines: [{ offerId: lamp.offerId, quantity: 1 }],
    reason: 'damaged',
    comment: '',
  });
  const cancelled = await order('cancelled', [lamp]);
  await post('order', `/v1/orders/${cancelled.id}/cancel`, { reason: 'By mistake' });
  const half = await order('cancelled in part', [lamp, rug]);
  await post('order', `/v1/orders/${half.id}/cancellations`, {
    lines: [{ offerId: rug.offerId, quantity: 1 }],
    reason: 'By mistake',
  });
  // Last: what is not paid for stays in the cart.
  await order('waiting', [lamp], false);
  // Somebody else's order of the same things.
  const other = await userWith(services, [{ offerId: lamp.offerId }]);
  await pay(services, other, await buy(services, other));
});
afterAll(() => services.stop());

async function post(service: 'cart' | 'order', path: string, body: object) {
  const answer = await services.call(service, {
    method: 'POST',
    path,
    token: buyer.token,
    headers: { 'idempotency-key': randomUUID() },
    body,
  });
  if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`);
}
const list = async (query: string) => {
  const { body } = await services.call<OrderPage>('order', {
    path: `/v1/orders${query}`,
    token: buyer.token,
  });
  const names = new Map(Object.entries(made).map(([name, id]) => [id, name]));
  return body.items.map(({ id }) => names.get(id));
};

describe('the orders of a buyer', () => {
  it.each([
    ['', ['waiting', 'cancelled in part', 'cancelled', 'delivered in part', 'under way']],
    ['?state=to_pay', ['waiting']],
    ['?state=under_way', ['cancelled in part', 'delivered in part', 'under way']],
    ['?state=delivered', ['delivered in part']],
    ['?state=returns', ['delivered in part']],
    ['?state=cancelled', ['cancelled in part', 'cancelled']],
    ['?q=RUG', ['cancelled in part', 'delivered in part', 'under way']],
    ['?q=northwind&state=under_way', ['cancelled in part', 'delivered in part']],
    ['?q=rug&state=to_pay', []],
  ])('for %j are %j', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it('are found by some of their number', async () => {
    const { body } = await services.call<OrderPage>('order', { path: '/v1/orders', token: buyer.token });
    const [first] = body.items;
    expect(await list(`?q=${first?.number.toLowerCase().slice(3)}`)).toEqual(['waiting']);
    expect(first?.title).toBe('Lamp_one');
  });

  it.each([
    ['%', 3],
    ['_', 4],
    ['p_o', 4],
    ['a_p', 0],
    ['100% w', 3],
    ["' or true --", 0],
    ['\\', 0],
  ])('are looked for by the very characters of %j', async (words, count) => {
    expect(await list(`?q=${encodeURIComponent(words)}`)).toHaveLength(count);
  });

  it.each(['?state=stolen', '?status=confirmed', `?q=${'x'.repeat(101)}`, '?userId=1', '?limit=1000'])(
    'are not listed for %j',
    async (query) => {
      const answer = await services.call('order', { path: `/v1/orders${query}`, token: buyer.token });
      expect(codeOf(answer)).toEqual([400, 'http.validation']);
    },
  );
});
