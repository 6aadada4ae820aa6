import { randomUUID } from 'node:crypto';
import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { OrderPage, PlacedOrder } from '@haat/contracts/http/order.ts';
import type { ReviewStanding } from '@haat/contracts/http/review.ts';
import { buy, CHECKOUT_SERVICES, codeOf, guestWith, orderOf, pay, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
let shop: TestShop;
let lamp: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices([...CHECKOUT_SERVICES, 'auth']);
  shop = await openShop(services);
  const [offer] = await listOffers(services, shop, [{ title: 'Lamp', price: '10.00' }]);
  if (!offer) throw new Error('there is no offer');
  lamp = offer;
  await services.settled();
});
afterAll(() => services.stop());

const newAddress = () => `Meera.${randomUUID()}@Buyers.example`;
const guestOrder = async (email: string, { paid = true } = {}): Promise<PlacedOrder> => {
  const guest = { ...(await guestWith(services, [{ offerId: lamp.offerId }])), email };
  const placed = await buy(services, guest);
  if (paid) await pay(services, guest, placed);
  await services.settled();
  return placed;
};
const verify = async (userId: string, email: string, sequence = 1) => {
  const event = await services.publish(EmailVerified, { userId, email }, sequence);
  await services.drained('order');
  return event;
};
const ordersOf = async (userId: string) => {
  const token = await services.identity.tokenFor(services.identity.user({ userId }));
  const { body } = await services.call<OrderPage>('order', { path: '/v1/orders', token });
  return body.items.map(({ id }) => id);
};
const claimsOf = async (orderId: string) =>
  (await services.committed('order', OrderClaimed)).filter(({ payload }) => payload.orderId === orderId);
const lookUp = (number: string, email: string) =>
  services.call('order', { method: 'POST', path: '/v1/orders/lookup', body: { number, email } });

describe('a guest’s order', () => {
  it('is its buyer’s once the address is proven, in whatever case it was typed, and once', async () => {
    const [email, userId] = [newAddress(), randomUUID()];
    const placed = await guestOrder(email);
    const event = await verify(userId, email.toLowerCase());
    await services.republish([event, event]);
    await verify(userId, email.toUpperCase(), 2);
    expect(await ordersOf(userId)).toEqual([placed.order.id]);
    expect(await claimsOf(placed.order.id)).toHaveLength(1);
    const buyer = { email, token: await services.identity.tokenFor(services.identity.user({ userId })) };
    const { body } = await orderOf(services, buyer, placed.order.id);
    expect(body.timeline.at(-1)).toMatchObject({ kind: 'claimed' });
    // Seen by logging in from now on, not by knowing a number; who has the order's key placed it.
    expect(codeOf(await lookUp(placed.order.number, email))).toEqual([404, 'order.not-found']);
    const byKey = await orderOf(services, { email }, placed.order.id, placed.orderKey ?? '');
    expect(byKey.status).toBe(200);
  });

  it('that was delivered may be reviewed by whose it is now', async () => {
    const [email, userId] = [newAddress(), randomUUID()];
    const { order } = await guestOrder(email);
    const part = order.sellerOrders[0]?.id ?? '';
    for (const step of ['pack', 'ship', 'deliver']) {
      await services.call('order', {
        method: 'POST',
        path: `/v1/seller/orders/${part}/${step}`,
        token: shop.token,
        ...(step === 'ship' ? { body: { carrier: 'UPS', trackingNumber: '1Z' } } : {}),
      });
    }
    await services.settled();
    const standing = async () => {
      const token = await services.identity.tokenFor(services.identity.user({ userId }));
      const path = `/v1/products/${lamp.productId}/reviews/mine`;
      return (await services.call<ReviewStanding>('catalog', { path, token })).body.purchased;
    };
    expect(await standing()).toBe(false);
    await verify(userId, email);
    await services.settled();
    expect(await standing()).toBe(true);
  });
});

describe('nobody gets', () => {
  it('a guest’s order by an account whose address is not proven', async () => {
    const [email, userId] = [newAddress(), randomUUID()];
    const { order } = await guestOrder(email);
    await services.publish(UserRegistered, { userId, email, name: 'Eve' });
    await services.call('auth', {
      method: 'POST',
      path: '/v1/auth/register',
      body: { email, name: 'Eve', password: 'a-long-enough-password-7' },
    });
    await services.settled();
    expect([await ordersOf(userId), await claimsOf(order.id)]).toEqual([[], []]);
    // A token may say what it likes of the address: only auth's word counts.
    const user = services.identity.user({ userId, email });
    const token = await services.identity.tokenFor(user);
    expect(codeOf(await orderOf(services, { email, token }, order.id))).toEqual([404, 'order.not-found']);
  });

  it('an order of another address, however much alike', async () => {
    const email = newAddress();
    const { order } = await guestOrder(email);
    const userId = randomUUID();
    for (const other of [
      ` ${email}`,
      `x${email}`,
      `${email}.uk`,
      email.replace('Meera.', 'Meera'),
      '%',
      '',
    ]) {
      await services.publish(EmailVerified, { userId, email: other });
    }
    await services.drained('order');
    expect([await ordersOf(userId), await claimsOf(order.id)]).toEqual([[], []]);
  });

  it('an order that is an account’s already, also when the address is another’s later', async () => {
    const email = newAddress();
    const [first, second] = [randomUUID(), randomUUID()];
    const claimed = await guestOrder(email);
    await verify(first, email);
    const bought = await userWith(services, [{ offerId: lamp.offerId }]);
    const own = await buy(services, { ...bought, email });
    await pay(services, bought, own);
    // The first one moved to another address; the second one has this one now.
    await verify(first, newAddress(), 2);
    await verify(second, email);
    expect(await ordersOf(second)).toEqual([]);
    expect(await ordersOf(first)).toEqual([claimed.order.id]);
    expect(await ordersOf(bought.userId)).toEqual([own.order.id]);
    // What guests order with it from now on is the second one's when they prove it once more.
    const later = await guestOrder(email);
    await verify(second, email, 2);
    expect(await ordersOf(second)).toEqual([later.order.id]);
  });

  it('what was never paid for', async () => {
    const [email, userId] = [newAddress(), randomUUID()];
    const { order } = await guestOrder(email, { paid: false });
    await verify(userId, email);
    expect([await ordersOf(userId), await claimsOf(order.id)]).toEqual([[], []]);
  });
});

describe('fifty accounts that prove one address at the same moment', () => {
  it('share no order: one gets it', async () => {
    const email = newAddress();
    const { order } = await guestOrder(email);
    const users = Array.from({ length: 50 }, () => randomUUID());
    await Promise.all(users.map((userId) => services.publish(EmailVerified, { userId, email })));
    await services.drained('order');
    const owners = (await Promise.all(users.map(ordersOf))).filter((orders) => orders.includes(order.id));
    expect([owners.length, (await claimsOf(order.id)).length]).toEqual([1, 1]);
  });
});
