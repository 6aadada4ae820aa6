import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import type { PlacedOrder } from '@haat/contracts/http/order.ts';
import { buy, CHECKOUT_SERVICES, guestWith, type TestBuyer, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
let base: string;
let offerId: string;
const open: IncomingMessage[] = [];
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  const shop = await openShop(services);
  offerId = (await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]))[0]?.offerId ?? '';
  await services.settled();
  const { http } = services.service('order');
  if (http.addresses().length === 0) await http.listen({ host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.destroy();
});
afterAll(() => services.stop());

const follow = ({ order, orderKey }: PlacedOrder, { token }: TestBuyer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(orderKey ? { 'x-order-key': orderKey } : {}),
    };
    get(`${base}/v1/orders/${order.id}/events`, { headers, agent: false }, (answer) => {
      answer.on('error', () => {});
      answer.resume();
      open.push(answer);
      resolve(answer);
    }).on('error', reject);
  });

describe('following an order', () => {
  it('is for a hundred pages of an account at a time, and a place is free when a page is closed', async () => {
    const buyer = await userWith(services, [{ offerId }]);
    const placed = await buy(services, buyer);
    const streams = await Promise.all(Array.from({ length: 100 }, () => follow(placed, buyer)));
    expect(new Set(streams.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const refused = await follow(placed, buyer);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '20']);
    // Somebody else is not kept out by it.
    const guest = await guestWith(services, [{ offerId }]);
    expect((await follow(await buy(services, guest), guest)).statusCode).toBe(200);
    streams[0]?.destroy();
    await until('a place', async () => (await follow(placed, buyer)).statusCode === 200);
  });

  it('keeps no place for whoever has gone before it began', async () => {
    const buyer = await userWith(services, [{ offerId }]);
    const placed = await buy(services, buyer);
    const path = `${base}/v1/orders/${placed.order.id}/events`;
    for (let index = 0; index < 150; index++) {
      const asked = get(path, { headers: { authorization: `Bearer ${buyer.token}` }, agent: false });
      asked.on('error', () => {});
      asked.on('socket', (socket) => socket.on('connect', () => setImmediate(() => asked.destroy())));
      // Some at a time, so that the server accepts each of them before it is gone.
      if (index % 10 === 0) await setTimeout(20);
    }
    await until('a place', async () => (await follow(placed, buyer)).statusCode === 200);
  });

  it('ends when the token by which it was begun has run out', async () => {
    const buyer = await userWith(services, [{ offerId }]);
    const placed = await buy(services, buyer);
    const user = services.identity.user({ userId: buyer.userId });
    const stream = await follow(placed, {
      ...buyer,
      token: await services.identity.tokenFor(user, { seconds: 2 }),
    });
    const lasting = await follow(placed, buyer);
    expect([stream.statusCode, lasting.statusCode]).toEqual([200, 200]);
    // Longer than the token is good for, by the clock of the one who checks it.
    await setTimeout(2_500);
    expect(stream.readableEnded).toBe(false);
    await services.publish(PaymentFailed, {
      orderId: placed.order.id,
      paymentId: randomUUID(),
      code: 'generic_decline',
      message: 'Your card was declined.',
      amount: placed.order.totals.total,
    });
    await until('the end of the stream', async () => stream.readableEnded);
    expect(lasting.readableEnded).toBe(false);
  });
});
