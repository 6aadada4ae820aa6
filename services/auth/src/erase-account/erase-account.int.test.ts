import { randomUUID } from 'node:crypto';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { PersonalDataExport } from '@haat/contracts/http/personal-data.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { buy, codeOf, pay } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let offerId: string;
let productId: string;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices([
    'auth',
    'seller',
    'catalog',
    'inventory',
    'cart',
    'payment',
    'order',
    'notification',
  ]);
  shop = await openShop(services);
  const [offer] = await listOffers(services, shop, [{ title: 'A lamp', price: '20.00' }]);
  offerId = offer?.offerId ?? '';
  productId = offer?.productId ?? '';
  await services.settled();
}, 120_000);
afterAll(() => services.stop());

const PASSWORD = 'correct horse battery';
interface Buyer {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}
async function newBuyer(fields: { roles?: User['roles'] } = {}): Promise<Buyer> {
  const email = `${randomUUID()}@Buyers.example`;
  const { body: user } = await services.callAsService<User>('auth', {
    method: 'POST',
    path: '/internal/users',
    body: { email, name: 'Meera Iyer', password: PASSWORD, roles: ['customer'], ...fields },
  });
  const { body } = await logIn(email);
  return { id: user.id, email: user.email, token: body.accessToken };
}
const logIn = (email: string) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/login',
    body: { email, password: PASSWORD },
  });
const post = (service: ServiceName, path: string, token: string, body?: object) =>
  services.call<{ id: string }>(service, {
    method: 'POST',
    path,
    token,
    headers: { 'idempotency-key': randomUUID() },
    ...(body ? { body } : {}),
  });
const erase = (buyer: Buyer, password = PASSWORD) =>
  post('auth', '/v1/account/erasure', buyer.token, { password });
const fill = (buyer: Buyer) => post('cart', '/v1/cart/items', buyer.token, { offerId, quantity: 1 });

/** @returns the id of the part that the seller is to send */
async function order(buyer: Buyer): Promise<string> {
  await fill(buyer);
  const placed = await buy(services, buyer);
  await pay(services, buyer, placed);
  await services.settled();
  return placed.order.sellerOrders[0]?.id ?? '';
}
async function deliver(part: string): Promise<void> {
  const step = (name: string, body?: object) =>
    post('order', `/v1/seller/orders/${part}/${name}`, shop.token, body);
  await step('pack');
  await step('ship', { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' });
  await step('deliver');
  await services.settled();
}
/** Everything about the buyer, in every service. */
async function live(buyer: Buyer): Promise<void> {
  const part = await order(buyer);
  await deliver(part);
  await fill(buyer);
  await services.call('cart', {
    method: 'PUT',
    path: `/v1/wishlist/items/${productId}`,
    token: buyer.token,
  });
  await post('catalog', `/v1/products/${productId}/reviews`, buyer.token, {
    stars: 4,
    title: 'A good lamp',
    body: 'It lights the room as it should.',
  });
  await post('seller', '/v1/seller-reviews', buyer.token, {
    sellerOrderId: part,
    stars: 5,
    body: 'Quick and kind.',
  });
  await post('seller', `/v1/sellers/${shop.slug}/reports`, buyer.token, {
    reason: 'misleading',
    text: 'The lamp is a candle.',
  });
  await post('auth', '/v1/account/addresses', buyer.token, {
    address: {
      name: 'Meera Iyer',
      line1: '48 Linden Street',
      city: 'Sacramento',
      region: 'CA',
      postalCode: '95814',
      country: 'US',
    },
  });
  await services.settled();
}
/** Whether a service's database still holds a text anywhere; what is only on its way is not looked at. */
async function holds(service: ServiceName, text: string): Promise<string[]> {
  const database = services.database<never>(service);
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('outbox', 'inbox', 'idempotency_keys')
  `.execute(database);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from ${sql.table(name)} t where to_jsonb(t)::text ilike ${`%${text}%`}
    `.execute(database);
    if ((rows[0]?.n ?? 0) > 0) found.push(`${service}.${name}`);
  }
  return found;
}

describe('the copy of one’s own data', () => {
  it('has what every service keeps, as a file, and nobody else’s', async () => {
    const [buyer, other] = [await newBuyer(), await newBuyer()];
    await live(buyer);
    await fill(other);
    await post('seller', '/v1/seller/team', shop.token, { email: buyer.email, role: 'fulfilment' });
    const answer = await services.call<PersonalDataExport>('auth', {
      path: '/v1/account/data',
      token: buyer.token,
    });
    expect(answer.headers['content-disposition']).toBe('attachment; filename="haat-data.json"');
    const count = Object.fromEntries(answer.body.sections.map(({ name, items }) => [name, items.length]));
    expect(count).toEqual({
      account: 1,
      addresses: 1,
      passkeys: 0,
      linkedAccounts: 0,
      history: 1,
      orders: 1,
      returns: 0,
      cart: 1,
      wishlist: 1,
      reviews: 1,
      sellerReviews: 1,
      shopReports: 1,
      storeMemberships: 0,
      storeInvitations: 1,
      messages: expect.any(Number),
      mails: expect.any(Number),
    });
    expect([count.messages, count.mails].every((number) => (number ?? 0) >= 3)).toBe(true);
    expect(answer.text).toContain('48 Linden Street');
    expect(answer.text).not.toContain(other.email);
    expect(answer.text).not.toMatch(/argon2|password_hash/);
  });

  it('is whole or not given at all', async () => {
    const buyer = await newBuyer();
    services.disconnect('cart');
    const answer = await services.call('auth', { path: '/v1/account/data', token: buyer.token });
    services.reconnect('cart');
    expect(codeOf(answer)).toEqual([503, 'http.upstream-unavailable']);
  });
});

describe('an erased account', () => {
  it('leaves no name and no address anywhere; what was sold stays, as nobody’s', async () => {
    const buyer = await newBuyer();
    await live(buyer);
    expect((await erase(buyer)).status).toBe(204);
    await services.settled();
    for (const service of ['auth', 'order', 'cart', 'payment', 'seller', 'notification'] as const) {
      expect([service, await holds(service, buyer.email)]).toEqual([service, []]);
    }
    const reviews = await services.call<{ items: { authorName: string; title: string }[] }>('catalog', {
      path: `/v1/products/${productId}/reviews`,
    });
    const mine = reviews.body.items.filter(({ authorName }) => authorName === 'A former customer');
    expect(mine.map(({ title }) => title)).toContain('A good lamp');
    // Nothing in the seller service says any more who it was.
    expect(await holds('seller', buyer.id)).toEqual([]);
    const orders = await sql<{ total: number; buyer_name: string }>`
      select total, buyer_name from orders where user_id = ${buyer.id}
    `.execute(services.database('order'));
    expect(orders.rows).toEqual([{ total: expect.any(Number), buyer_name: 'Erased' }]);

    await services.revocations.refresh();
    const me = await services.call('auth', { path: '/v1/auth/me', token: buyer.token });
    expect(codeOf(me)).toEqual([401, 'auth.token-revoked']);
    expect(codeOf(await logIn(buyer.email))).toEqual([401, 'auth.wrong-credentials']);
    const told = await services.committed('auth', UserErased);
    expect(told.filter(({ payload }) => payload.userId === buyer.id)).toHaveLength(1);
  });

  it('may be told of twice', async () => {
    const buyer = await newBuyer();
    await erase(buyer);
    await services.publish(UserErased, { userId: buyer.id, email: buyer.email }, 1);
    await services.settled();
    expect(await holds('order', buyer.email)).toEqual([]);
  });

  it('frees its address for a new one, which has nothing of the old', async () => {
    const buyer = await newBuyer();
    await live(buyer);
    await erase(buyer);
    await services.settled();
    const { body } = await services.callAsService<User>('auth', {
      method: 'POST',
      path: '/internal/users',
      body: { email: buyer.email, name: 'Meera', password: PASSWORD, roles: ['customer'] },
    });
    const session = await logIn(body.email);
    const { body: orders } = await services.call<{ items: unknown[] }>('order', {
      path: '/v1/orders',
      token: session.body.accessToken,
    });
    expect(orders.items).toEqual([]);
  });
});

describe('erasing is refused', () => {
  const stands = async (buyer: Buyer) => {
    const rows = await services
      .database<AuthTables>('auth')
      .selectFrom('users')
      .select('id')
      .where('email', '=', buyer.email)
      .execute();
    const told = await services.committed('auth', UserErased);
    return rows.length === 1 && told.every(({ payload }) => payload.userId !== buyer.id);
  };

  it('without the right password', async () => {
    const buyer = await newBuyer();
    expect(codeOf(await erase(buyer, 'something else'))).toEqual([403, 'auth.wrong-password']);
    expect(await stands(buyer)).toBe(true);
  });

  it('where there is no password, without a proof of the last ten minutes', async () => {
    const buyer = await newBuyer();
    const database = services.database<AuthTables>('auth');
    await sql`update users set password_hash = null where id = ${buyer.id}`.execute(database);
    const provenBefore = (minutes: number) =>
      sql`
        update sessions set auth_time = now() - make_interval(mins => ${minutes}) where user_id = ${buyer.id}
      `.execute(database);
    const eraseWithout = (body: object) => post('auth', '/v1/account/erasure', buyer.token, body);
    await provenBefore(10);
    for (const body of [{}, { password: PASSWORD }]) {
      expect(codeOf(await eraseWithout(body))).toEqual([403, 'auth.reauthenticate']);
    }
    expect(await stands(buyer)).toBe(true);
    await provenBefore(9);
    expect((await eraseWithout({})).status).toBe(204);
    expect(await stands(buyer)).toBe(false);
  });

  it('while an order is on its way, and done when it has arrived', async () => {
    const buyer = await newBuyer();
    const part = await order(buyer);
    expect(codeOf(await erase(buyer))).toEqual([409, 'account.orders-open']);
    expect(await stands(buyer)).toBe(true);
    await deliver(part);
    expect((await erase(buyer)).status).toBe(204);
  });

  it('while nobody can say whether one is', async () => {
    const buyer = await newBuyer();
    services.disconnect('order');
    expect(codeOf(await erase(buyer))).toEqual([503, 'http.upstream-unavailable']);
    services.reconnect('order');
    expect(await stands(buyer)).toBe(true);
  });

  it('for staff and for members of a store', async () => {
    const staff = await newBuyer({ roles: ['admin'] });
    expect(codeOf(await erase(staff))).toEqual([409, 'auth.account-of-staff']);
    const member = await newBuyer();
    await services
      .database<AuthTables>('auth')
      .updateTable('users')
      .set({ seller_id: randomUUID() as never, seller_role: 'owner' })
      .where('email', '=', member.email)
      .execute();
    expect(codeOf(await erase(member))).toEqual([409, 'account.still-in-team']);
    expect([await stands(staff), await stands(member)]).toEqual([true, true]);
  });

  it('to staff who act for the customer', async () => {
    const buyer = await newBuyer();
    const token = await services.identity.tokenFor(
      services.identity.user({
        userId: buyer.id,
        email: buyer.email,
        impersonator: { userId: randomUUID(), email: 'support@haat.example' },
      }),
    );
    expect(codeOf(await erase({ ...buyer, token }))).toEqual([403, 'auth.not-while-impersonating']);
    expect(await stands(buyer)).toBe(true);
  });
});

describe('an order that is placed while the account goes', () => {
  it('keeps name and address until it has arrived, and loses them then', async () => {
    const buyer = await newBuyer();
    const part = await order(buyer);
    await services.publish(UserErased, { userId: buyer.id, email: buyer.email }, 1);
    await services.settled();
    expect(await holds('order', buyer.email)).toEqual(['order.orders']);
    await deliver(part);
    await services.publish(UserErased, { userId: buyer.id, email: buyer.email }, 1);
    await services.settled();
    expect(await holds('order', buyer.email)).toEqual([]);
  });
});
