import { randomUUID } from 'node:crypto';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import { MAX_WISHES, type WishedProducts, type WishPage } from '@haat/contracts/http/wishlist.ts';
import type { ProductId, UserId } from '@haat/contracts/ids.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CartTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
let lamp: OfferSnapshot;
let chair: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog', 'cart']);
  shop = await openShop(services);
  const [first, second] = await listOffers(services, shop, [
    { title: 'Lamp', price: '19.99', id: 'lamp' },
    { title: 'Chair', price: '120.00' },
  ]);
  if (!first || !second) throw new Error('there are no offers');
  lamp = first;
  chair = second;
});
afterAll(() => services.stop());
beforeEach(async () => {
  await services.database<CartTables>('cart').deleteFrom('wishlists').execute();
});

const logIn = async () => {
  const user = services.identity.user();
  return { token: await services.identity.tokenFor(user), userId: user.userId as UserId };
};
type Visitor = Awaited<ReturnType<typeof logIn>>;
const save = ({ token }: { token?: string }, productId: string) =>
  services.call('cart', {
    method: 'PUT',
    path: `/v1/wishlist/items/${productId}`,
    ...(token ? { token } : {}),
  });
const remove = ({ token }: Visitor, productId: string) =>
  services.call('cart', { method: 'DELETE', path: `/v1/wishlist/items/${productId}`, token });
const list = async ({ token }: Visitor, query = '') =>
  (await services.call<WishPage>('cart', { path: `/v1/wishlist${query}`, token })).body;
const ids = async ({ token }: Visitor) =>
  (await services.call<WishedProducts>('cart', { path: '/v1/wishlist/product-ids', token })).body.productIds;
const merge = ({ token }: Visitor, productIds: readonly string[]) =>
  services.call<WishedProducts>('cart', {
    method: 'POST',
    path: '/v1/wishlist/merge',
    body: { productIds },
    token,
  });
const wishes = () => services.database<CartTables>('cart').selectFrom('wishes').selectAll().execute();
/** As many wishes as that, of products that nobody needs to know. */
const fill = async ({ userId }: Visitor, count: number) => {
  const cart = services.database<CartTables>('cart');
  await cart.insertInto('wishlists').values({ user_id: userId }).execute();
  await cart
    .insertInto('wishes')
    .values(
      Array.from({ length: count }, () => ({
        user_id: userId,
        product_id: randomUUID() as ProductId,
        price_amount: 100,
        price_currency: 'USD',
      })),
    )
    .execute();
};

describe('saving a product', () => {
  it('shows it on the list with the price of now and of then, newest first', async () => {
    const visitor = await logIn();
    expect((await save(visitor, lamp.productId)).status).toBe(204);
    expect((await save(visitor, chair.productId)).status).toBe(204);
    const page = await list(visitor);
    expect(page.nextCursor).toBeNull();
    expect(page.items.map((wish) => [wish.productId, wish.product?.title, wish.priceWhenSaved])).toEqual([
      [chair.productId, 'Chair', { amount: 12_000, currency: 'USD' }],
      [lamp.productId, 'Lamp', { amount: 1_999, currency: 'USD' }],
    ]);
    expect(page.items[1]?.product).toMatchObject({
      offerId: lamp.offerId,
      slug: lamp.productSlug,
      price: { amount: 1_999, currency: 'USD' },
      inStock: true,
    });
    expect(await ids(visitor)).toEqual([chair.productId, lamp.productId]);
  });

  it('remembers the first price when it is saved again at another one', async () => {
    const visitor = await logIn();
    await save(visitor, lamp.productId);
    await listOffers(services, shop, [{ title: 'Lamp', price: '14.99', id: 'lamp' }]);
    await save(visitor, lamp.productId);
    const [wish] = (await list(visitor)).items;
    expect([wish?.priceWhenSaved.amount, wish?.product?.price.amount]).toEqual([1_999, 1_499]);
    expect(await wishes()).toHaveLength(1);
    await listOffers(services, shop, [{ title: 'Lamp', price: '19.99', id: 'lamp' }]);
  });

  it('refuses a product that is not for sale, and stores nothing', async () => {
    const visitor = await logIn();
    const answer = await save(visitor, randomUUID());
    expect(codeOf(answer)).toEqual([404, 'wishlist.product-unavailable']);
    expect(await wishes()).toEqual([]);
  });

  it('is for users: a guest is asked to log in', async () => {
    expect(codeOf(await save({}, lamp.productId))).toEqual([401, 'auth.required']);
    expect(await wishes()).toEqual([]);
  });

  it('holds its limit against two requests at once', async () => {
    const visitor = await logIn();
    await fill(visitor, MAX_WISHES - 1);
    const answers = await Promise.all([save(visitor, lamp.productId), save(visitor, chair.productId)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('wishlist.full');
    expect(await wishes()).toHaveLength(MAX_WISHES);
  });
});

describe('the list', () => {
  it('comes in pages that miss nothing and repeat nothing', async () => {
    const visitor = await logIn();
    await fill(visitor, 5);
    const seen: string[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const page = await list(visitor, query);
      seen.push(...page.items.map((wish) => wish.productId));
      query = page.nextCursor ? `?limit=2&cursor=${page.nextCursor}` : '';
    }
    expect(seen).toEqual(await ids(visitor));
    expect(new Set(seen).size).toBe(5);
  });

  it('keeps what is not for sale any more, and says so', async () => {
    const visitor = await logIn();
    await fill(visitor, 1);
    expect((await list(visitor)).items.map((wish) => wish.product)).toEqual([null]);
  });

  it("is the caller's own: nobody sees or changes another's", async () => {
    const visitor = await logIn();
    const other = await logIn();
    await save(visitor, lamp.productId);
    expect((await list(other)).items).toEqual([]);
    expect((await remove(other, lamp.productId)).status).toBe(204);
    expect(await ids(visitor)).toEqual([lamp.productId]);
  });

  it('loses what is taken off; taking it off again is no error', async () => {
    const visitor = await logIn();
    await save(visitor, lamp.productId);
    expect((await remove(visitor, lamp.productId)).status).toBe(204);
    expect((await remove(visitor, lamp.productId)).status).toBe(204);
    expect(await ids(visitor)).toEqual([]);
  });
});

describe('merging what a guest saved', () => {
  it('adds what is for sale and is not there yet', async () => {
    const visitor = await logIn();
    await save(visitor, chair.productId);
    const { status, body } = await merge(visitor, [lamp.productId, randomUUID(), chair.productId]);
    expect(status).toBe(200);
    expect(body.productIds).toEqual([lamp.productId, chair.productId]);
  });

  it('adds what there is room for', async () => {
    const visitor = await logIn();
    await fill(visitor, MAX_WISHES - 1);
    const { body } = await merge(visitor, [lamp.productId, chair.productId]);
    expect(body.productIds).toHaveLength(MAX_WISHES);
    expect(body.productIds).toContain(lamp.productId);
    expect(body.productIds).not.toContain(chair.productId);
  });
});
