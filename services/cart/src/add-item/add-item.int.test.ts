import { randomUUID } from 'node:crypto';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import type { Cart, CartLines } from '@haat/contracts/http/cart.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import { listOffers, openShop, sellOut, type TestShop } from '@haat/testing/marketplace.ts';
import { orderSnapshot } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetOldCarts } from '../db/cart-repository.ts';
import type { CartTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
let lamp: OfferSnapshot;
let chair: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog', 'cart']);
  shop = await openShop(services);
  const [first, second] = await listOffers(services, shop, [
    { title: 'Lamp', price: '19.99' },
    { title: 'Chair', price: '120.00' },
  ]);
  if (!first || !second) throw new Error('there are no offers');
  lamp = first;
  chair = second;
});
afterAll(() => services.stop());
beforeEach(async () => {
  await services.database<CartTables>('cart').deleteFrom('carts').execute();
});

interface Visitor {
  readonly token?: string;
  readonly cookies?: Readonly<Record<string, string>>;
}
const login = async (): Promise<{ token: string; userId: string }> => {
  const user = services.identity.user();
  return { token: await services.identity.tokenFor(user), userId: user.userId };
};
const add = (visitor: Visitor, offerId: string, quantity: unknown = 1) =>
  services.call<Cart>('cart', {
    method: 'POST',
    path: '/v1/cart/items',
    body: { offerId, quantity },
    ...visitor,
  });
const show = (visitor: Visitor) => services.call<Cart>('cart', { path: '/v1/cart', ...visitor });
const set = (visitor: Visitor, offerId: string, quantity: unknown) =>
  services.call<Cart>('cart', {
    method: 'PATCH',
    path: `/v1/cart/items/${offerId}`,
    body: { quantity },
    ...visitor,
  });
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const quantities = (cart: Cart) => cart.items.map((item) => [item.title, item.quantity]);
const carts = () => services.database<CartTables>('cart').selectFrom('carts').selectAll().execute();
const items = () => services.database<CartTables>('cart').selectFrom('cart_items').selectAll().execute();

describe('a guest', () => {
  it('has an empty cart and no cookie before anything is put in', async () => {
    const { body, cookies } = await show({});
    expect(body).toEqual({ version: 0, items: [], itemCount: 0, subtotal: { amount: 0, currency: 'USD' } });
    expect(cookies).toEqual({});
    expect(await carts()).toEqual([]);
  });

  it('gets a cart by a cookie that scripts cannot read, and finds it again by it', async () => {
    const first = await add({}, lamp.offerId, 2);
    expect(String(first.headers['set-cookie'])).toMatch(/^haat-cart=[\w-]{32};.*HttpOnly.*SameSite=Lax/);
    const { body } = await show({ cookies: first.cookies });
    expect(quantities(body)).toEqual([['Lamp', 2]]);
    expect(body.subtotal).toEqual({ amount: 3_998, currency: 'USD' });
    expect(body.items[0]).toMatchObject({
      offerId: lamp.offerId,
      unitPrice: { amount: 1_999, currency: 'USD' },
      sellerName: shop.name,
      problem: null,
    });
  });

  it('sees nothing of another guest, and the database does not hold the key', async () => {
    const mine = await add({}, lamp.offerId);
    expect((await show({ cookies: { 'haat-cart': 'a-guess' } })).body.items).toEqual([]);
    const key = mine.cookies['haat-cart'] ?? '';
    expect(JSON.stringify(await carts())).not.toContain(key);
  });
});

describe('a cart that nobody comes back to', () => {
  it('goes with its cookie; one of an account stays', async () => {
    const [gone, kept, user] = [await add({}, lamp.offerId), await add({}, lamp.offerId), await login()];
    await add(user, lamp.offerId);
    const cart = services.database<CartTables>('cart');
    const age = (days: number) =>
      cart.updateTable('carts').set({ updated_at: new Date(Date.now() - days * 86_400_000) });
    await age(91).execute();
    await show({ cookies: kept.cookies });
    await set({ cookies: kept.cookies }, lamp.offerId, 2);
    await forgetOldCarts(cart);
    const left = async (visitor: Visitor) => quantities((await show(visitor)).body);
    expect(await left({ cookies: gone.cookies })).toEqual([]);
    expect([await left({ cookies: kept.cookies }), await left(user)]).toEqual([[['Lamp', 2]], [['Lamp', 1]]]);
    expect(await items()).toHaveLength(2);
  });
});

describe('putting something into the cart', () => {
  it('adds to the line that is there, up to the most of a line', async () => {
    const visitor = await login();
    await add(visitor, lamp.offerId, 15);
    const { body } = await add(visitor, lamp.offerId, 15);
    expect(quantities(body)).toEqual([['Lamp', 20]]);
  });

  it('loses no unit of twelve requests at once', async () => {
    const visitor = await login();
    await Promise.all(Array.from({ length: 12 }, () => add(visitor, lamp.offerId, 1)));
    expect(quantities((await show(visitor)).body)).toEqual([['Lamp', 12]]);
  });

  it.each([[0], [21], [-1], [0.5], ['1'], [null], [2 ** 53]])(
    'refuses %j units and stores nothing',
    async (quantity) => {
      const answer = await add(await login(), lamp.offerId, quantity);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'http.validation']);
      expect([await carts(), await items()]).toEqual([[], []]);
    },
  );

  it('refuses a price that the buyer brings along', async () => {
    const answer = await services.call('cart', {
      method: 'POST',
      path: '/v1/cart/items',
      body: { offerId: lamp.offerId, quantity: 1, price: { amount: 1, currency: 'USD' } },
      ...(await login()),
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'http.validation']);
    expect(await items()).toEqual([]);
  });

  it('refuses an offer that nobody makes', async () => {
    const answer = await add(await login(), randomUUID());
    expect([answer.status, codeOf(answer)]).toEqual([404, 'cart.offer-unavailable']);
    expect([await carts(), await items()]).toEqual([[], []]);
  });

  it('refuses an offer that is sold out', async () => {
    const [gone] = await listOffers(services, shop, [{ title: 'Gone', price: '5.00', stock: 0 }]);
    const answer = await add(await login(), gone?.offerId ?? '');
    expect([answer.status, codeOf(answer)]).toEqual([409, 'cart.out-of-stock']);
    expect(await items()).toEqual([]);
  });

  it('refuses the fifty-first different item', async () => {
    const visitor = await login();
    const offers = await listOffers(
      services,
      shop,
      Array.from({ length: 51 }, (_, index) => ({ title: `Thing ${index}`, price: '1.00' })),
    );
    for (const offer of offers.slice(0, 50)) expect((await add(visitor, offer.offerId)).status).toBe(200);
    const answer = await add(visitor, offers[50]?.offerId ?? '');
    expect([answer.status, codeOf(answer)]).toEqual([409, 'cart.full']);
    expect(await items()).toHaveLength(50);
    expect((await add(visitor, offers[0]?.offerId ?? '')).status).toBe(200);
  });
});

describe('changing the cart', () => {
  it('sets and removes a line', async () => {
    const visitor = await login();
    await add(visitor, lamp.offerId, 1);
    await add(visitor, chair.offerId, 1);
    expect(quantities((await set(visitor, lamp.offerId, 7)).body)).toEqual([
      ['Lamp', 7],
      ['Chair', 1],
    ]);
    const { body } = await services.call<Cart>('cart', {
      method: 'DELETE',
      path: `/v1/cart/items/${lamp.offerId}`,
      ...visitor,
    });
    expect([quantities(body), body.subtotal.amount]).toEqual([[['Chair', 1]], 12_000]);
  });

  it.each([[0], [21], ['3']])('refuses to set %j units and leaves the line', async (quantity) => {
    const visitor = await login();
    await add(visitor, lamp.offerId, 3);
    expect(codeOf(await set(visitor, lamp.offerId, quantity))).toBe('http.validation');
    expect(quantities((await show(visitor)).body)).toEqual([['Lamp', 3]]);
  });

  it('does not reach into the cart of somebody else', async () => {
    const [owner, stranger] = [await login(), await login()];
    await add(owner, lamp.offerId, 3);
    const answer = await set(stranger, lamp.offerId, 1);
    expect([answer.status, codeOf(answer)]).toEqual([404, 'cart.item-not-found']);
    await services.call('cart', { method: 'DELETE', path: `/v1/cart/items/${lamp.offerId}`, ...stranger });
    expect(quantities((await show(owner)).body)).toEqual([['Lamp', 3]]);
  });
});

describe('logging in with a filled cart', () => {
  it('adds the guest cart to the own one, capped, and ends it', async () => {
    const guest = await add({}, lamp.offerId, 12);
    await add({ cookies: guest.cookies }, chair.offerId, 1);
    const user = await login();
    await add(user, lamp.offerId, 13);
    const merged = await show({ token: user.token, cookies: guest.cookies });
    expect(quantities(merged.body).sort()).toEqual([
      ['Chair', 1],
      ['Lamp', 20],
    ]);
    expect(String(merged.headers['set-cookie'])).toMatch(/^haat-cart=;/);
    expect((await show({ cookies: guest.cookies })).body.items).toEqual([]);
    expect(await carts()).toHaveLength(1);
  });

  it('fills the own cart up to its fifty lines, however many guest carts come at once', async () => {
    const list = (length: number) =>
      listOffers(
        services,
        shop,
        Array.from({ length }, (_, index) => ({ title: `Item ${index}`, price: '1.00' })),
      );
    const offers = [...(await list(60)), ...(await list(60))];
    const user = await login();
    await add(user, lamp.offerId, 2);
    const guests: Visitor[] = [];
    for (const some of [offers.slice(0, 40), offers.slice(40, 80), offers.slice(80)]) {
      let guest: Visitor = {};
      for (const { offerId } of some)
        guest = { cookies: { ...guest.cookies, ...(await add(guest, offerId)).cookies } };
      await add(guest, lamp.offerId, 3);
      guests.push(guest);
    }
    await Promise.all(guests.map((guest) => show({ ...guest, token: user.token })));
    const { body } = await show(user);
    expect(body.items).toHaveLength(50);
    expect(quantities(body)[0]).toEqual(['Lamp', 11]);
    expect(await carts()).toHaveLength(1);
  });

  it('merges once when two tabs ask at the same moment', async () => {
    const guest = await add({}, lamp.offerId, 3);
    const { token } = await login();
    await Promise.all(Array.from({ length: 6 }, () => show({ token, cookies: guest.cookies })));
    expect(quantities((await show({ token })).body)).toEqual([['Lamp', 3]]);
  });
});

describe('what the catalogue says meanwhile', () => {
  it('shows a price that changed next to the one it was put in at', async () => {
    const id = randomUUID();
    const [offer] = await listOffers(services, shop, [{ id, title: 'Clock', price: '30.00' }]);
    const visitor = await login();
    await add(visitor, offer?.offerId ?? '', 2);
    await listOffers(services, shop, [{ id, title: 'Clock', price: '35.50' }]);
    // What the cart knows of offers is kept for seconds; a fresh instance knows nothing yet.
    await services.addInstance('cart');
    const { body } = await show(visitor);
    expect(body.items[0]).toMatchObject({
      problem: 'price_changed',
      unitPrice: { amount: 3_550 },
      priceWhenAdded: { amount: 3_000 },
      lineTotal: { amount: 7_100 },
    });
    expect(body.subtotal.amount).toBe(7_100);
  });

  it('does not count what sold out', async () => {
    const [offer] = await listOffers(services, shop, [{ title: 'Rug', price: '80.00' }]);
    if (!offer) throw new Error('there is no offer');
    const visitor = await login();
    await add(visitor, offer.offerId);
    await add(visitor, lamp.offerId);
    await sellOut(services, offer);
    await services.addInstance('cart');
    const { body } = await show(visitor);
    expect(body.items.map((item) => item.problem)).toEqual(['out_of_stock', null]);
    expect(body.subtotal.amount).toBe(1_999);
  });
});

describe('a paid order', () => {
  it('takes what was bought out of the cart, once, and leaves what was added since', async () => {
    const visitor = await login();
    await add(visitor, lamp.offerId, 2);
    await add(visitor, chair.offerId, 1);
    const lines = await services.callAsService<CartLines>('cart', {
      method: 'POST',
      path: '/internal/carts/lines',
      body: { userId: visitor.userId },
    });
    await add(visitor, lamp.offerId, 3);
    const snapshot = orderSnapshot({ cartId: lines.body.cartId ?? '' });
    const [part] = snapshot.sellerOrders;
    const [line] = part?.lines ?? [];
    if (!part || !line) throw new Error('the sample has no line');
    const bought = lines.body.lines.map((each) => ({ ...line, ...each }));
    const event = await services.publish(OrderConfirmed, {
      ...snapshot,
      sellerOrders: [{ ...part, lines: bought }],
    });
    await services.republish([event, event]);
    await services.drained('cart');
    expect(quantities((await show(visitor)).body)).toEqual([['Lamp', 3]]);
  });
});
