import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderPacked } from '@haat/contracts/events/seller-order-packed.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Order, SellerOrder } from '@haat/contracts/http/order.ts';
import {
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  guestWith,
  orderOf,
  pay,
  refunded,
  sellerOrdersOf,
  type TestBuyer,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderTables } from '../db/tables.ts';

let services: TestServices;
let north: TestShop;
let south: TestShop;
let lamp: OfferSnapshot;
let desk: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  north = await openShop(services, 'Northwind');
  south = await openShop(services, 'Southlight');
  const offers = [
    ...(await listOffers(services, north, [{ title: 'Lamp', price: '20.00' }])),
    ...(await listOffers(services, south, [{ title: 'Desk', price: '99.00' }])),
  ];
  [lamp, desk] = offers as [OfferSnapshot, OfferSnapshot];
  await services.settled();
});
afterAll(() => services.stop());

const SHIPMENT = { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' };

/** An order of both shops that is paid for; a part each. */
const paid = async (): Promise<{ buyer: TestBuyer; order: Order; ours: string; theirs: string }> => {
  const buyer = await userWith(services, [{ offerId: lamp.offerId }, { offerId: desk.offerId }]);
  const order = await pay(services, buyer, await buy(services, buyer));
  const part = (shop: TestShop) => order.sellerOrders.find((each) => each.sellerId === shop.id)?.id ?? '';
  return { buyer, order, ours: part(north), theirs: part(south) };
};
const step = (part: string, name: 'pack' | 'ship' | 'deliver', shop = north, body: unknown = SHIPMENT) =>
  services.call<SellerOrder>('order', {
    method: 'POST',
    path: `/v1/seller/orders/${part}/${name}`,
    token: shop.token,
    ...(name === 'ship' ? { body } : {}),
  });
const rowOf = (part: string) =>
  services
    .database<OrderTables>('order')
    .selectFrom('seller_orders')
    .selectAll()
    .where('id', '=', part as never)
    .executeTakeFirstOrThrow();
const toldOf = async (part: string) => {
  const all = [
    ...(await services.committed('order', SellerOrderPacked)),
    ...(await services.committed('order', SellerOrderShipped)),
    ...(await services.committed('order', SellerOrderDelivered)),
  ];
  return all.filter(({ payload }) => payload.sellerOrderId === part).map(({ type }) => type);
};

describe('a seller', () => {
  it('takes its part from packing to delivery, and the buyer and everybody else hears of each step', async () => {
    const { buyer, order, ours, theirs } = await paid();
    expect((await step(ours, 'pack')).body.status).toBe('packed');
    expect((await step(ours, 'ship')).body).toMatchObject({
      status: 'shipped',
      tracking: { carrier: 'UPS', number: '1Z999AA10123456784' },
    });
    expect((await step(ours, 'deliver')).body.status).toBe('delivered');
    const { body } = await orderOf(services, buyer, order.id);
    expect(body.sellerOrders.map((part) => [part.sellerName, part.status])).toEqual([
      ['Northwind', 'delivered'],
      ['Southlight', 'to_pack'],
    ]);
    expect(body.timeline.map((entry) => entry.kind)).toEqual([
      'placed',
      'confirmed',
      'packed',
      'shipped',
      'delivered',
    ]);
    expect(await toldOf(ours)).toEqual([
      SellerOrderPacked.type,
      SellerOrderShipped.type,
      SellerOrderDelivered.type,
    ]);
    expect(await toldOf(theirs)).toEqual([]);
  });

  it('sees its own part with the address, and nothing of the other part or of the buyer’s mail', async () => {
    const { buyer, order, ours } = await paid();
    const { body, text } = await services.call<SellerOrder>('order', {
      path: `/v1/seller/orders/${ours}`,
      token: north.token,
    });
    expect(body.lines.map((line) => line.title)).toEqual(['Lamp']);
    expect(body.address.line1).toBe('48 Linden Street');
    expect(body.orderNumber).toBe(order.number);
    expect(text).not.toContain(buyer.email);
    expect(text).not.toContain('Desk');
    expect(text).not.toContain('Southlight');
    const listed = JSON.stringify(await sellerOrdersOf(services, north));
    expect(listed).toContain(ours);
    expect(listed).not.toContain(buyer.email);
    expect(listed).not.toContain('Desk');
  });

  it('does not know the part of another seller, and cannot touch it', async () => {
    const { theirs } = await paid();
    const before = await rowOf(theirs);
    expect(
      codeOf(await services.call('order', { path: `/v1/seller/orders/${theirs}`, token: north.token })),
    ).toEqual([404, 'order.not-found']);
    for (const name of ['pack', 'ship', 'deliver'] as const) {
      expect(codeOf(await step(theirs, name))).toEqual([404, 'order.not-found']);
    }
    expect(await rowOf(theirs)).toEqual(before);
    expect(await toldOf(theirs)).toEqual([]);
  });

  it('does not see an order that waits for its payment', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order } = await buy(services, buyer);
    const part = order.sellerOrders[0]?.id ?? '';
    expect(
      codeOf(await services.call('order', { path: `/v1/seller/orders/${part}`, token: north.token })),
    ).toEqual([404, 'order.not-found']);
    const page = await sellerOrdersOf(services, north);
    expect(page.items.map((item) => item.id)).not.toContain(part);
    expect(page.counts.awaiting_payment).toBeUndefined();
    expect(codeOf(await step(part, 'pack'))[0]).toBe(409);
    expect((await rowOf(part)).status).toBe('awaiting_payment');
  });

  it('is not a buyer: a customer may not fulfil', async () => {
    const { buyer, ours } = await paid();
    const answer = await services.call('order', {
      method: 'POST',
      path: `/v1/seller/orders/${ours}/pack`,
      ...(buyer.token ? { token: buyer.token } : {}),
    });
    expect(codeOf(answer)).toEqual([403, 'auth.wrong-audience']);
    expect((await rowOf(ours)).status).toBe('to_pack');
  });
});

describe('a step out of turn', () => {
  it.each([
    [[], 'ship'],
    [[], 'deliver'],
    [['pack'], 'pack'],
    [['pack'], 'deliver'],
    [['pack', 'ship'], 'pack'],
    [['pack', 'ship'], 'ship'],
    [['pack', 'ship', 'deliver'], 'deliver'],
  ] as const)('after %j is refused: %s', async (done, wrong) => {
    const { ours } = await paid();
    for (const name of done) await step(ours, name);
    const before = await rowOf(ours);
    expect(codeOf(await step(ours, wrong))).toEqual([409, 'order.wrong-step']);
    expect(await rowOf(ours)).toEqual(before);
    expect(await toldOf(ours)).toHaveLength(done.length);
  });

  it('is taken once, of five at the same moment', async () => {
    const { ours } = await paid();
    const answers = await Promise.all(Array.from({ length: 5 }, () => step(ours, 'pack')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await toldOf(ours)).toEqual([SellerOrderPacked.type]);
  });

  it.each([
    [{}],
    [{ carrier: 'UPS' }],
    [{ ...SHIPMENT, trackingNumber: 'a b' }],
    [{ ...SHIPMENT, status: 'delivered' }],
  ])('is not made by a shipment of %j', async (body) => {
    const { ours } = await paid();
    await step(ours, 'pack');
    expect(codeOf(await step(ours, 'ship', north, body))).toEqual([400, 'http.validation']);
    expect((await rowOf(ours)).status).toBe('packed');
  });
});

describe('a buyer who cancels', () => {
  const cancel = (buyer: TestBuyer, id: string, headers: Record<string, string> = {}) =>
    services.call<Order>('order', {
      method: 'POST',
      path: `/v1/orders/${id}/cancel`,
      body: { reason: 'Changed my mind' },
      headers,
      ...(buyer.token ? { token: buyer.token } : {}),
    });

  it('gets the money back and the stock is free again, while nothing is packed', async () => {
    const { buyer, order, ours } = await paid();
    const { body } = await cancel(buyer, order.id);
    expect([body.status, body.paymentStatus, body.cancellationReason]).toEqual([
      'cancelled',
      'refunding',
      'Changed my mind',
    ]);
    await refunded(services, buyer, order.id);
    expect((await rowOf(ours)).status).toBe('cancelled');
    expect(codeOf(await step(ours, 'pack'))).toEqual([409, 'order.wrong-step']);
  });

  it('is too late when a part is packed', async () => {
    const { buyer, order, ours } = await paid();
    await step(ours, 'pack');
    expect(codeOf(await cancel(buyer, order.id))).toEqual([409, 'order.not-cancellable']);
    expect((await orderOf(services, buyer, order.id)).body).toMatchObject({
      status: 'confirmed',
      paymentStatus: 'succeeded',
    });
  });

  it('cannot pay what is cancelled', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order, payment } = await buy(services, buyer);
    expect((await cancel(buyer, order.id)).body.status).toBe('cancelled');
    if (!payment) throw new Error('there is no payment');
    expect(await services.payments().pay(payment)).toBe(400);
    const again = await services.call('order', {
      method: 'POST',
      path: `/v1/orders/${order.id}/payment`,
      token: buyer.token,
    });
    expect(codeOf(again)).toEqual([409, 'order.not-payable']);
    const { intents } = await services.payments().ledger();
    expect(intents.find((intent) => intent.id === payment.paymentIntentId)?.charges).toBe(0);
  });

  it('cannot cancel for somebody else', async () => {
    const { order } = await paid();
    const stranger = await userWith(services, []);
    expect(codeOf(await cancel(stranger, order.id))).toEqual([404, 'order.not-found']);
    const guest = await buy(services, await guestWith(services, [{ offerId: lamp.offerId }]));
    expect(codeOf(await cancel({ email: '' }, guest.order.id))).toEqual([404, 'order.not-found']);
    const byKey = await cancel({ email: '' }, guest.order.id, { 'x-order-key': guest.orderKey ?? '' });
    expect(byKey.body.status).toBe('cancelled');
  });
});

describe('an administrator who refunds', () => {
  it('gives everything back once, however often it is asked for', async () => {
    const { buyer, order } = await paid();
    const { identity } = services;
    const token = await identity.tokenFor(identity.user({ roles: ['admin'] }));
    const refund = (key: string) =>
      services.call<Order>('order', {
        method: 'POST',
        path: `/v1/admin/orders/${order.id}/refund`,
        token,
        headers: { 'idempotency-key': key },
        body: { reason: 'The parcel was lost' },
      });
    const answers = await Promise.all([refund('refund-key-1'), refund('refund-key-2')]);
    expect(answers.map((answer) => answer.body.paymentStatus)).toEqual(['refunding', 'refunding']);
    await refunded(services, buyer, order.id);
    expect((await refund('refund-key-3')).body.paymentStatus).toBe('refunded');
    const acts = await services.committed('order', PrivilegedAct);
    expect(
      acts.filter(({ payload }) => payload.subject.id === order.id).map(({ payload }) => payload),
    ).toMatchObject([
      {
        action: 'order.refunded',
        actor: { staffRole: 'super' },
        before: { paymentStatus: 'succeeded' },
        after: { paymentStatus: 'refunding' },
        reason: 'The parcel was lost',
      },
    ]);
    await services.settled();
    const { intents } = await services.payments().ledger();
    expect(intents.filter((intent) => intent.refunded === order.totals.total.amount)).not.toEqual([]);
    expect(intents.filter((intent) => intent.refunded > intent.captured)).toEqual([]);
  });

  it('cannot give back what was not paid', async () => {
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order } = await buy(services, buyer);
    const { identity } = services;
    const answer = await services.call('order', {
      method: 'POST',
      path: `/v1/admin/orders/${order.id}/refund`,
      token: await identity.tokenFor(identity.user({ roles: ['admin'] })),
      headers: { 'idempotency-key': 'refund-of-nothing' },
      body: { reason: 'Kindness' },
    });
    expect(codeOf(answer)).toEqual([409, 'order.not-refundable']);
    const acts = await services.committed('order', PrivilegedAct);
    expect(acts.filter(({ payload }) => payload.subject.id === order.id)).toEqual([]);
  });
});
