import { randomUUID } from 'node:crypto';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { SellerOrderPacked } from '@haat/contracts/events/seller-order-packed.v1.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { CancelledLines, Order } from '@haat/contracts/http/order.ts';
import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { InventoryTables } from '@haat/inventory/db/tables.ts';
import type { PlatformTables } from '@haat/platform/db/platform-tables.ts';
import {
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  guestWith,
  orderOf,
  pay,
  refunded,
  type TestBuyer,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { changesOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderTables } from '../db/tables.ts';

let services: TestServices;
let north: TestShop;
let south: TestShop;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  north = await openShop(services, 'Northwind');
  south = await openShop(services, 'Southlight');
});
afterAll(() => services.stop());

type Line = { readonly offerId: string; readonly quantity: number };
interface Bought {
  readonly buyer: TestBuyer;
  readonly order: Order;
  readonly orderKey: string | undefined;
  readonly lamp: OfferSnapshot;
  readonly bulb: OfferSnapshot;
  readonly desk: OfferSnapshot;
}

/** Paid: lamps ($20.00) and a bulb ($0.99) of Northwind, whose parcel costs $4.99 or nothing, a desk of Southlight. */
async function bought({ lamps = 1, guest = false, paid = true } = {}): Promise<Bought> {
  const [lamp, bulb] = await listOffers(services, north, [
    { title: 'Lamp', price: '20.00' },
    { title: 'Bulb', price: '0.99' },
  ]);
  const [desk] = await listOffers(services, south, [{ title: 'Desk', price: '99.00' }]);
  if (!lamp || !bulb || !desk) throw new Error('there are no offers');
  await services.settled();
  const lines = [
    { offerId: lamp.offerId, quantity: lamps },
    { offerId: bulb.offerId, quantity: 1 },
    { offerId: desk.offerId, quantity: 1 },
  ];
  const buyer = guest ? await guestWith(services, lines) : await userWith(services, lines);
  const placed = await buy(services, buyer);
  const order = paid ? await pay(services, buyer, placed) : placed.order;
  await services.settled();
  return { buyer, order, orderKey: placed.orderKey ?? undefined, lamp, bulb, desk };
}

const ask = <Body>(
  { buyer, order }: Pick<Bought, 'buyer' | 'order'>,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) =>
  services.call<Body>('order', {
    method: 'POST',
    path: `/v1/orders/${order.id}/cancellations${path}`,
    headers,
    body,
    ...(buyer.token ? { token: buyer.token } : {}),
    ...(buyer.cookies ? { cookies: buyer.cookies } : {}),
  });
const quote = (bought: Bought, lines: readonly Line[]) => ask<RefundQuote>(bought, '/quote', { lines });
const cancel = (
  bought: Pick<Bought, 'buyer' | 'order'>,
  lines: readonly Line[],
  key: string = randomUUID(),
  headers: Record<string, string> = {},
) => ask<CancelledLines>(bought, '', { lines, reason: 'By mistake' }, { 'idempotency-key': key, ...headers });
const one = ({ offerId }: OfferSnapshot, quantity = 1): Line => ({ offerId, quantity });

const stockOf = async ({ offerId }: OfferSnapshot) => {
  const { available, reserved, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, sold];
};
/** Until so much of the order's money is back with the buyer. */
const moneyBack = async (order: Order, amount: number) => {
  const { intents } = await until(`${amount} to be back`, async () => {
    const ledger = await services.payments().ledger();
    const back = await paidBackOf(order);
    return back === amount && ledger;
  });
  expect(intents.filter((intent) => intent.refunded > intent.captured)).toEqual([]);
};
const paidBackOf = async (order: Order) => {
  const payment = await services
    .database<{ payments: { order_id: string; intent_id: string } }>('payment')
    .selectFrom('payments')
    .select('intent_id')
    .where('order_id', '=', order.id)
    .executeTakeFirstOrThrow();
  const { intents } = await services.payments().ledger();
  return intents.find((intent) => intent.id === payment.intent_id)?.refunded;
};
const told = async (order: Order) => ({
  cancelled: (await services.committed('order', LinesCancelled)).filter(
    ({ payload }) => payload.orderId === order.id,
  ),
  ended: (await services.committed('order', OrderCancelled)).filter(
    ({ payload }) => payload.orderId === order.id,
  ),
  refunds: (await services.committed('order', RefundRequested)).filter(
    ({ payload }) => payload.orderId === order.id,
  ),
});
const partOf = (order: Order, shop: TestShop) => {
  const part = order.sellerOrders.find(({ sellerId }) => sellerId === shop.id);
  if (!part) throw new Error('the shop has no part');
  return part;
};
const pack = (order: Order, shop: TestShop) =>
  services.call('order', {
    method: 'POST',
    path: `/v1/seller/orders/${partOf(order, shop).id}/pack`,
    token: shop.token,
  });

describe('an item of a paid order', () => {
  it('is cancelled by its buyer for the amount that was quoted, and goes back to stock', async () => {
    const some = await bought();
    const { order, lamp, bulb, desk, buyer } = some;
    // 7.25 % of 20.00 is 1.45.
    const { body: offered } = await quote(some, [one(lamp)]);
    expect(offered).toEqual({
      total: { amount: 2_145, currency: 'USD' },
      items: { amount: 2_000, currency: 'USD' },
      discount: { amount: 0, currency: 'USD' },
      tax: { amount: 145, currency: 'USD' },
      taxIncluded: false,
      shipping: { amount: 0, currency: 'USD' },
      lines: [
        {
          offerId: lamp.offerId,
          title: 'Lamp',
          quantity: 1,
          refund: { amount: 2_145, currency: 'USD' },
        },
      ],
      explanation: ['Northwind still sends the rest, so its shipping of $4.99 stays.'],
    });
    expect(await stockOf(lamp)).toEqual([49, 0, 1]);

    const { status, body } = await cancel(some, [one(lamp)]);
    expect([status, body.refund]).toEqual([200, offered]);
    const part = partOf(body.order, north);
    expect(part.lines.map((line) => [line.title, line.quantity, line.cancelled])).toEqual([
      ['Lamp', 1, 1],
      ['Bulb', 1, 0],
    ]);
    expect([part.status, part.givenBack.amount, part.totals]).toEqual([
      'to_pack',
      2_145,
      partOf(order, north).totals,
    ]);
    expect([body.order.status, body.order.paymentStatus, body.order.givenBack.amount]).toEqual([
      'confirmed',
      'succeeded',
      2_145,
    ]);
    await services.settled();
    await moneyBack(order, 2_145);
    expect([await stockOf(lamp), await stockOf(bulb), await stockOf(desk)]).toEqual([
      [50, 0, 0],
      [49, 0, 1],
      [49, 0, 1],
    ]);
    const after = await until('the order to know of the refund', async () => {
      const { body: current } = await orderOf(services, buyer, order.id);
      return current.timeline.some((entry) => entry.kind === 'refunded') && current;
    });
    expect(after.timeline.slice(-3).map(({ kind, text }) => [kind, text])).toEqual([
      ['lines_cancelled', '1 × Lamp cancelled: By mistake'],
      ['refund_requested', '$21.45 is on its way back to you.'],
      ['refunded', '$21.45 was refunded.'],
    ]);
    expect((await told(order)).cancelled.map(({ payload }) => payload.sellerOrders)).toMatchObject([
      [{ sellerId: north.id, ended: false, lines: [{ offerId: lamp.offerId, quantity: 1 }] }],
    ]);
  });

  it('takes the shipping along where it is the last of its parcel, and the order where it is the last of all', async () => {
    const some = await bought();
    const { order, lamp, bulb, desk, buyer } = some;
    const { body: second } = await cancel(some, [one(lamp), one(bulb)]);
    expect([second.refund.shipping.amount, second.refund.total.amount]).toEqual([
      499,
      partOf(order, north).totals.total.amount,
    ]);
    expect(second.order.sellerOrders.map((part) => [part.sellerName, part.status])).toEqual([
      ['Northwind', 'cancelled'],
      ['Southlight', 'to_pack'],
    ]);
    expect(codeOf(await pack(order, north))).toEqual([409, 'order.wrong-step']);

    const { body: last } = await cancel(some, [one(desk)]);
    expect([last.order.status, last.order.paymentStatus, last.order.givenBack]).toEqual([
      'cancelled',
      'refunding',
      order.totals.total,
    ]);
    await services.settled();
    await moneyBack(order, order.totals.total.amount);
    expect((await refunded(services, buyer, order.id)).status).toBe('cancelled');
    for (const offer of [lamp, bulb, desk]) expect(await stockOf(offer)).toEqual([50, 0, 0]);
    const events = await told(order);
    expect(events.cancelled.map(({ payload }) => payload.orderEnded)).toEqual([false, true]);
    expect(events.ended.map(({ payload }) => payload.itemised)).toEqual([true]);
    expect(events.refunds.map(({ payload }) => payload.parts?.map((part) => part.sellerId))).toEqual([
      [north.id],
      [south.id],
    ]);
  });

  it('is cancelled unit by unit, and the units together give back what the line had cost', async () => {
    const some = await bought({ lamps: 3 });
    const amounts: number[] = [];
    for (let count = 0; count < 3; count++) {
      amounts.push((await cancel(some, [one(some.lamp)])).body.refund.total.amount);
    }
    // Tax of the line is 4.35, a third of which is 1.45; nothing is shipped for money from $35.
    expect(amounts).toEqual([2_145, 2_145, 2_145]);
    await services.settled();
    await moneyBack(some.order, 6_435);
    expect(await stockOf(some.lamp)).toEqual([50, 0, 0]);
    expect(codeOf(await cancel(some, [one(some.lamp)]))).toEqual([409, 'order.too-many-units']);
  });

  it('is cancelled by a guest with the order’s key, and by nobody without', async () => {
    const some = await bought({ guest: true });
    const { order, lamp, orderKey = '' } = some;
    const nobody = { buyer: { email: '' }, order };
    const before = await changesOf(services, 'order');
    for (const key of [undefined, 'guessed', `${orderKey}x`]) {
      const headers = key === undefined ? {} : { 'x-order-key': key };
      expect(codeOf(await cancel(nobody, [one(lamp)], randomUUID(), headers))).toEqual([
        404,
        'order.not-found',
      ]);
    }
    const stranger = { buyer: await userWith(services, []), order };
    expect(codeOf(await cancel(stranger, [one(lamp)]))).toEqual([404, 'order.not-found']);
    expect(codeOf(await ask(stranger, '/quote', { lines: [one(lamp)] }))).toEqual([404, 'order.not-found']);
    expect(await before()).toEqual([]);
    const { status } = await cancel(nobody, [one(lamp)], randomUUID(), { 'x-order-key': orderKey });
    expect(status).toBe(200);
    await services.settled();
    await moneyBack(order, 2_145);
  });
});

describe('what is not cancelled, and changes nothing', () => {
  const unchanged = async (some: Bought, lines: readonly Line[]) => {
    const before = await changesOf(services, 'order');
    const [asked, done] = [await quote(some, lines), await cancel(some, lines)];
    expect(codeOf(asked)).toEqual(codeOf(done));
    expect(await before()).toEqual([]);
    return codeOf(done);
  };

  it('is an item that is packed, beside one that is not', async () => {
    const some = await bought();
    await pack(some.order, north);
    expect(await unchanged(some, [one(some.lamp)])).toEqual([409, 'order.lines-not-cancellable']);
    expect(await unchanged(some, [one(some.desk), one(some.lamp)])).toEqual([
      409,
      'order.lines-not-cancellable',
    ]);
    expect((await cancel(some, [one(some.desk)])).status).toBe(200);
  });

  it('is an item that is not paid for', async () => {
    const some = await bought({ paid: false });
    expect(await unchanged(some, [one(some.lamp)])).toEqual([409, 'order.lines-not-cancellable']);
  });

  it('is more than there is, or what is not there', async () => {
    const some = await bought();
    expect(await unchanged(some, [one(some.lamp, 2)])).toEqual([409, 'order.too-many-units']);
    expect(await unchanged(some, [one(some.lamp), one(some.lamp)])).toEqual([409, 'order.too-many-units']);
    expect(await unchanged(some, [{ offerId: randomUUID(), quantity: 1 }])).toEqual([
      404,
      'order.line-not-found',
    ]);
  });

  it.each([
    [[]],
    [[{ offerId: 'x', quantity: 1 }]],
    [[{ offerId: randomUUID(), quantity: 0 }]],
    [[{ offerId: randomUUID(), quantity: -1 }]],
    [[{ offerId: randomUUID(), quantity: 0.5 }]],
    [[{ offerId: randomUUID(), quantity: 1, refund: 1_000_000 }]],
  ])('is %j', async (lines) => {
    const some = { buyer: await userWith(services, []), order: { id: randomUUID() } as Order };
    expect(codeOf(await cancel(some, lines))).toEqual([400, 'http.validation']);
  });
});

describe('an order whose whole payment was given back', () => {
  it('gives the units of an item back, and no money once more', async () => {
    const some = await bought();
    const { identity } = services;
    await services.call('order', {
      method: 'POST',
      path: `/v1/admin/orders/${some.order.id}/refund`,
      token: await identity.tokenFor(identity.user({ roles: ['admin'] })),
      headers: { 'idempotency-key': randomUUID() },
      body: { reason: 'Kindness' },
    });
    const { body } = await cancel(some, [one(some.lamp)]);
    expect([body.refund.total.amount, body.refund.explanation]).toEqual([
      0,
      ['All that was paid for this order goes back already.'],
    ]);
    await services.settled();
    await moneyBack(some.order, some.order.totals.total.amount);
    expect(await stockOf(some.lamp)).toEqual([50, 0, 0]);
  });
});

describe('the same cancellation once more', () => {
  it('gives the first answer, also where that was lost in a crash', async () => {
    const some = await bought({ lamps: 3 });
    const key = randomUUID();
    const first = await cancel(some, [one(some.lamp)], key);
    expect((await cancel(some, [one(some.lamp)], key)).body).toEqual(first.body);
    // As a crash leaves it between the commit and the answer.
    await services
      .database<PlatformTables>('order')
      .deleteFrom('idempotency_keys')
      .where('key', '=', key)
      .execute();
    const again = await cancel(some, [one(some.lamp)], key);
    expect([again.status, again.body.refund]).toEqual([200, first.body.refund]);
    expect(partOf(again.body.order, north).lines[0]?.cancelled).toBe(1);
    expect((await told(some.order)).refunds).toHaveLength(1);
  });

  it('needs a key', async () => {
    const some = await bought();
    const answer = await ask(some, '', { lines: [one(some.lamp)], reason: 'By mistake' });
    expect(codeOf(answer)).toEqual([400, 'idempotency.key-missing']);
  });
});

describe('at the same moment', () => {
  it('fifty cancellations of the last lamp give one, and one refund', async () => {
    const some = await bought();
    const answers = await Promise.all(Array.from({ length: 50 }, () => cancel(some, [one(some.lamp)])));
    const codes = answers.map(codeOf).map(([status, code]) => code ?? status);
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === 'order.too-many-units')).toHaveLength(49);
    await services.settled();
    await moneyBack(some.order, 2_145);
    expect((await told(some.order)).refunds).toHaveLength(1);
    expect(await stockOf(some.lamp)).toEqual([50, 0, 0]);
  });

  it('fifty cancellations of one of twenty lamps give twenty, and never more than was paid', async () => {
    const some = await bought({ lamps: 20 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => cancel(some, [one(some.lamp)])));
    const taken = answers.filter((answer) => answer.status === 200);
    expect(taken).toHaveLength(20);
    const line = partOf(some.order, north).lines.find(({ offerId }) => offerId === some.lamp.offerId);
    const paid = (line?.lineTotal.amount ?? 0) + (line?.tax.amount ?? 0);
    expect(taken.reduce((sum, { body }) => sum + body.refund.total.amount, 0)).toBe(paid);
    await services.settled();
    await moneyBack(some.order, paid);
    expect(await stockOf(some.lamp)).toEqual([50, 0, 0]);
  });

  it('the cancellation of the last item and the packing of the parcel end in one of the two', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const some = await bought();
      const { order, desk } = some;
      const race = [() => cancel(some, [one(desk)]), () => pack(order, south)];
      const running = (round % 2 === 0 ? race : race.toReversed()).map((start) => start());
      const statuses = (await Promise.all(running)).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 409]);
      const { body } = await orderOf(services, some.buyer, order.id);
      const part = partOf(body, south);
      const packed = (await services.committed('order', SellerOrderPacked)).filter(
        ({ payload }) => payload.orderId === order.id,
      );
      const { refunds } = await told(order);
      outcomes.add(part.status);
      expect([part.status, part.lines[0]?.cancelled, packed.length, refunds.length]).toEqual(
        part.status === 'packed' ? ['packed', 0, 1, 0] : ['cancelled', 1, 0, 1],
      );
    }
    expect([...outcomes].every((status) => ['packed', 'cancelled'].includes(status))).toBe(true);
  });
});

describe('what is sent after a cancellation', () => {
  it('is told without the items that were cancelled', async () => {
    const some = await bought({ lamps: 2 });
    await cancel(some, [one(some.lamp), one(some.bulb)]);
    await pack(some.order, north);
    const [packed] = (await services.committed('order', SellerOrderPacked)).filter(
      ({ payload }) => payload.orderId === some.order.id,
    );
    expect([packed?.payload.titles, packed?.payload.lines?.map((line) => line.quantity)]).toEqual([
      ['Lamp'],
      [1],
    ]);
  });

  it('is told to its seller with the items and without the buyer’s money', async () => {
    const some = await bought();
    await cancel(some, [one(some.lamp), one(some.desk)]);
    const { body } = await services.call<Order['sellerOrders'][number] & Pick<Order, 'timeline'>>('order', {
      path: `/v1/seller/orders/${partOf(some.order, north).id}`,
      token: north.token,
    });
    expect(body.lines.map((line) => [line.title, line.cancelled])).toEqual([
      ['Lamp', 1],
      ['Bulb', 0],
    ]);
    expect(body.timeline.map(({ kind }) => kind)).toEqual(['placed', 'confirmed', 'lines_cancelled']);
    expect(body.timeline.at(-1)?.text).not.toContain('Desk');
  });

  it('is cancelled as a whole for what is left', async () => {
    const some = await bought();
    await cancel(some, [one(some.desk)]);
    await services.call('order', {
      method: 'POST',
      path: `/v1/orders/${some.order.id}/cancel`,
      body: { reason: 'Changed my mind' },
      ...(some.buyer.token ? { token: some.buyer.token } : {}),
    });
    await refunded(services, some.buyer, some.order.id);
    await services.settled();
    await moneyBack(some.order, some.order.totals.total.amount);
    for (const offer of [some.lamp, some.bulb, some.desk]) expect(await stockOf(offer)).toEqual([50, 0, 0]);
  });
});

describe('the database', () => {
  it('refuses to promise more than was paid, or to cancel more than was bought', async () => {
    const { order } = await bought();
    const query = services.database<OrderTables>('order');
    const { id } = partOf(order, north);
    await expect(
      query
        .updateTable('seller_orders')
        .set({ given_back: order.totals.total.amount + 1 })
        .where('id', '=', id as never)
        .execute(),
    ).rejects.toThrow('given_back_within_total');
    await expect(
      query
        .updateTable('order_lines')
        .set({ cancelled: 2 })
        .where('seller_order_id', '=', id as never)
        .execute(),
    ).rejects.toThrow('cancelled_within_quantity');
  });
});
