import { randomUUID } from 'node:crypto';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Order } from '@haat/contracts/http/order.ts';
import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { Return, ReturnDetail, ReturnPage, ReturnReason } from '@haat/contracts/http/return.ts';
import type { InventoryTables } from '@haat/inventory/db/tables.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import type { PlatformTables } from '@haat/platform/db/platform-tables.ts';
import { createPubSub } from '@haat/platform/pubsub/pubsub.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import {
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  guestWith,
  orderOf,
  pay,
  type TestBuyer,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { changesOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderTables } from '../db/tables.ts';
import { settleReturns } from '../settle-returns/settle-returns.job.ts';
import { createOrderChanges } from '../track-order/order-changes.ts';

let services: TestServices;
let shop: TestShop;
let other: TestShop;
let staff: string;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  shop = await openShop(services, 'Northwind');
  other = await openShop(services, 'Southlight');
  staff = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
});
afterAll(() => services.stop());

interface Delivered {
  readonly buyer: TestBuyer;
  readonly order: Order;
  readonly orderKey: string | undefined;
  readonly lamp: OfferSnapshot;
  readonly desk: OfferSnapshot;
}

/** Lamps ($10.00) of Northwind, whose parcel cost $4.99, were delivered; a desk of Southlight is to be packed. */
async function delivered({ lamps = 2, guest = false } = {}): Promise<Delivered> {
  const [lamp] = await listOffers(services, shop, [{ title: 'Lamp', price: '10.00' }]);
  const [desk] = await listOffers(services, other, [{ title: 'Desk', price: '99.00' }]);
  if (!lamp || !desk) throw new Error('there are no offers');
  await services.settled();
  const lines = [
    { offerId: lamp.offerId, quantity: lamps },
    { offerId: desk.offerId, quantity: 1 },
  ];
  const buyer = guest ? await guestWith(services, lines) : await userWith(services, lines);
  const placed = await buy(services, buyer);
  const order = await pay(services, buyer, placed);
  const { id } = partOf(order);
  for (const step of ['pack', 'ship', 'deliver']) {
    const { status, text } = await services.call('order', {
      method: 'POST',
      path: `/v1/seller/orders/${id}/${step}`,
      token: shop.token,
      ...(step === 'ship' ? { body: { carrier: 'UPS', trackingNumber: '1Z' } } : {}),
    });
    if (status !== 200) throw new Error(`${step} was answered with ${status}: ${text}`);
  }
  await services.settled();
  return { buyer, order, orderKey: placed.orderKey ?? undefined, lamp, desk };
}
const partOf = (order: Order) => {
  const part = order.sellerOrders.find(({ sellerId }) => sellerId === shop.id);
  if (!part) throw new Error('the shop has no part');
  return part;
};

type Caller = Pick<Delivered, 'buyer' | 'order'> & { readonly orderKey?: string | undefined };
const asBuyer = <Body>({ buyer, order, orderKey }: Caller, path: string, body?: object, key?: string) =>
  services.call<Body>('order', {
    method: 'POST',
    path: `/v1/orders/${order.id}/returns${path}`,
    headers: {
      ...(key ? { 'idempotency-key': key } : {}),
      ...(orderKey ? { 'x-order-key': orderKey } : {}),
    },
    ...(body ? { body } : {}),
    ...(buyer.token ? { token: buyer.token } : {}),
    ...(buyer.cookies ? { cookies: buyer.cookies } : {}),
  });
const wanted = ({ lamp }: Delivered, quantity: number, reason: ReturnReason) => ({
  lines: [{ offerId: lamp.offerId, quantity }],
  reason,
});
const quote = (some: Delivered, quantity = 1, reason: ReturnReason = 'changed_mind') =>
  asBuyer<RefundQuote>(some, '/quote', wanted(some, quantity, reason));
const request = (
  some: Delivered,
  { quantity = 1, reason = 'changed_mind' as ReturnReason, key = randomUUID(), comment = '' } = {},
) => asBuyer<Return>(some, '', { ...wanted(some, quantity, reason), comment }, key);
const asSeller = (id: string, step: string, body?: object, token = shop.token) =>
  services.call<ReturnDetail>('order', {
    method: 'POST',
    path: `/v1/seller/returns/${id}/${step}`,
    token,
    ...(body ? { body } : {}),
  });
const asStaff = (id: string, step: string, reason = 'The seller does not answer') =>
  services.call<ReturnDetail>('order', {
    method: 'POST',
    path: `/v1/admin/returns/${id}/${step}`,
    token: staff,
    body: { reason },
  });
const receive = (id: string, restock = true) => asSeller(id, 'receive', { condition: 'As new', restock });
const requested = async (some: Delivered, options: Parameters<typeof request>[1] = {}): Promise<Return> => {
  const { status, body, text } = await request(some, options);
  if (status !== 201) throw new Error(`the return was answered with ${status}: ${text}`);
  return body;
};

const current = async ({ buyer, order, orderKey }: Caller): Promise<Order> =>
  (await orderOf(services, buyer, order.id, orderKey)).body;
const stateOf = async (some: Caller, id: string) =>
  (await current(some)).returns.find((each) => each.id === id)?.state;
const refunded = (some: Caller, id: string) =>
  until('the return to be refunded', async () => (await stateOf(some, id))?.status === 'refunded');
const stockOf = async ({ offerId }: OfferSnapshot) => {
  const { available, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, sold];
};
const moves = async (id: string) =>
  (await services.committed('order', ReturnMoved)).filter(({ payload }) => payload.returnId === id);
const refundsOf = async ({ order }: Caller) =>
  (await services.committed('order', RefundRequested)).filter(({ payload }) => payload.orderId === order.id);
const actsOn = async (id: string) =>
  (await services.committed('order', PrivilegedAct)).filter(({ payload }) => payload.subject.id === id);
/** What is back of the order's payment, by the provider's own books. */
const moneyBack = async ({ order }: Caller) => {
  const { intent_id } = await services
    .database<{ payments: { order_id: string; intent_id: string } }>('payment')
    .selectFrom('payments')
    .select('intent_id')
    .where('order_id', '=', order.id)
    .executeTakeFirstOrThrow();
  const { intents } = await services.payments().ledger();
  return intents.find((intent) => intent.id === intent_id)?.refunded;
};

describe('a return', () => {
  it('goes from the request to the money and the shelf, and everybody sees each step', async () => {
    const some = await delivered();
    const { lamp } = some;
    // 7.25 % of 20.00 is 1.45, of which the first lamp has 0.73.
    const { body: offered } = await quote(some);
    expect([offered.total.amount, offered.tax.amount, offered.shipping.amount, offered.explanation]).toEqual([
      1_073,
      73,
      0,
      ['The shipping of $4.99 was for sending the items and stays.'],
    ]);
    const made = await requested(some, { comment: ' Too bright. ' });
    expect(made).toMatchObject({
      number: `${partOf(some.order).number}-R1`,
      reason: 'changed_mind',
      comment: 'Too bright.',
      lines: [{ offerId: lamp.offerId, title: 'Lamp', quantity: 1 }],
      refund: offered,
      state: { status: 'requested' },
    });
    const { body: page } = await services.call<ReturnPage>('order', {
      path: '/v1/seller/returns?status=requested',
      token: shop.token,
    });
    expect(page.items.find((each) => each.id === made.id)).toEqual(made);
    expect(page.counts.requested).toBeGreaterThan(0);

    expect((await asSeller(made.id, 'approve')).body.state).toMatchObject({
      status: 'approved',
      by: 'seller',
    });
    const shipment = { carrier: 'UPS', trackingNumber: '1Z999' };
    expect((await asBuyer<Return>(some, `/${made.id}/ship`, shipment)).body.state).toMatchObject({
      status: 'shipped_back',
      ...shipment,
    });
    expect(await stockOf(lamp)).toEqual([48, 2]);
    const received = await receive(made.id);
    expect(received.body.state).toEqual({
      status: 'received',
      by: 'seller',
      condition: 'As new',
      restock: true,
    });
    await refunded(some, made.id);
    await services.settled();
    expect([await stockOf(lamp), await moneyBack(some)]).toEqual([[49, 1], 1_073]);
    const order = await current(some);
    expect([
      order.status,
      order.paymentStatus,
      order.givenBack.amount,
      partOf(order).givenBack.amount,
    ]).toEqual(['confirmed', 'succeeded', 1_073, 1_073]);
    const words = order.timeline.filter((entry) => entry.kind === 'return_moved').map(({ text }) => text);
    expect(words).toEqual([
      `Return ${made.number} asked for: 1 × Lamp (not wanted any more).`,
      `Northwind approved return ${made.number}.`,
      `Return ${made.number} was sent with UPS, tracking number 1Z999.`,
      `Northwind received return ${made.number}.`,
      `Return ${made.number} is refunded.`,
    ]);
    expect((await moves(made.id)).map(({ payload }) => [payload.status, payload.by])).toEqual([
      ['requested', 'buyer'],
      ['approved', 'seller'],
      ['shipped_back', 'buyer'],
      ['received', 'seller'],
      ['refunded', 'rule'],
    ]);
    expect(
      (await refundsOf(some)).map(({ payload }) => [payload.amount?.amount, payload.parts?.length]),
    ).toEqual([[1_073, 1]]);
    expect((await actsOn(made.id)).map(({ payload }) => [payload.action, payload.after])).toEqual([
      ['return.approve', { status: 'approved' }],
      ['return.receive', { status: 'received' }],
    ]);
  });

  it('of everything for the seller’s fault brings the shipping back too', async () => {
    const some = await delivered();
    const made = await requested(some, { quantity: 2, reason: 'damaged' });
    expect([made.refund.total.amount, made.refund.shipping.amount]).toEqual([2_644, 499]);
    await asSeller(made.id, 'approve');
    await receive(made.id, false);
    await refunded(some, made.id);
    await services.settled();
    expect(await moneyBack(some)).toBe(partOf(some.order).totals.total.amount);
    // What cannot be sold again stays off the shelf.
    expect(await stockOf(some.lamp)).toEqual([48, 2]);
  });

  it('in two halves for the seller’s fault brings the shipping back with the second', async () => {
    const some = await delivered();
    const [first, second] = [
      await requested(some, { reason: 'defective' }),
      await requested(some, { reason: 'damaged' }),
    ];
    expect([first.refund.shipping.amount, second.refund.shipping.amount]).toEqual([0, 0]);
    for (const { id } of [first, second]) {
      await asSeller(id, 'approve');
      await receive(id);
      await refunded(some, id);
    }
    const { returns } = await current(some);
    expect(returns.map(({ number, refund }) => [number, refund.total.amount])).toEqual([
      [second.number, 1_072 + 499],
      [first.number, 1_073],
    ]);
    expect(await moneyBack(some)).toBe(partOf(some.order).totals.total.amount);
  });

  it('that is refused frees its items, and says why', async () => {
    const some = await delivered();
    const made = await requested(some, { quantity: 2 });
    expect(codeOf(await quote(some))).toEqual([409, 'order.too-many-units']);
    const answer = await asSeller(made.id, 'refuse', { reason: 'It was worn' });
    expect(answer.body.state).toEqual({ status: 'refused', by: 'seller', reason: 'It was worn' });
    expect((await current(some)).timeline.at(-1)?.text).toBe(
      `Northwind refused return ${made.number}: It was worn`,
    );
    expect((await quote(some, 2)).status).toBe(200);
  });

  it('is withdrawn by its buyer until it is sent', async () => {
    const some = await delivered();
    const made = await requested(some);
    await asSeller(made.id, 'approve');
    const gone = await asBuyer<Return>(some, `/${made.id}/withdraw`);
    expect(gone.body.state).toEqual({ status: 'withdrawn', by: 'buyer' });
    expect((await quote(some, 2)).status).toBe(200);
    const again = await requested(some, { quantity: 2 });
    await asSeller(again.id, 'approve');
    await asBuyer(some, `/${again.id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    expect(codeOf(await asBuyer(some, `/${again.id}/withdraw`))).toEqual([409, 'return.wrong-step']);
  });

  it('of a guest goes by the order’s key', async () => {
    const some = await delivered({ guest: true });
    const byKey = { ...some, buyer: { email: some.buyer.email } };
    const made = await requested(byKey);
    await asSeller(made.id, 'approve');
    const sent = await asBuyer<Return>(byKey, `/${made.id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    expect(sent.body.state.status).toBe('shipped_back');
    await receive(made.id);
    await refunded(byKey, made.id);
  });

  it('after the staff gave everything back gives the items back and no money once more', async () => {
    const some = await delivered();
    await services.call('order', {
      method: 'POST',
      path: `/v1/admin/orders/${some.order.id}/refund`,
      token: staff,
      headers: { 'idempotency-key': randomUUID() },
      body: { reason: 'Kindness' },
    });
    const made = await requested(some);
    expect(made.refund.total.amount).toBe(0);
    await asSeller(made.id, 'approve');
    expect((await receive(made.id)).body.state.status).toBe('refunded');
    await services.settled();
    expect([await stockOf(some.lamp), await moneyBack(some)]).toEqual([
      [49, 1],
      some.order.totals.total.amount,
    ]);
  });
});

describe('what cannot be asked for, and changes nothing', () => {
  const refused = async (some: Caller, body: object) => {
    const unchanged = await changesOf(services, 'order');
    const answer = await asBuyer(some, '', { comment: '', reason: 'damaged', ...body }, randomUUID());
    expect(await unchanged()).toEqual([]);
    return codeOf(answer);
  };
  const line = ({ offerId }: OfferSnapshot, quantity = 1) => ({ offerId, quantity });

  it('is the return of what was not delivered, of two sellers’ items, or of what is not there', async () => {
    const some = await delivered();
    expect(await refused(some, { lines: [line(some.desk)] })).toEqual([409, 'return.not-returnable']);
    expect(await refused(some, { lines: [line(some.lamp), line(some.desk)] })).toEqual([
      422,
      'return.several-sellers',
    ]);
    expect(await refused(some, { lines: [line(some.lamp, 3)] })).toEqual([409, 'order.too-many-units']);
    expect(await refused(some, { lines: [{ offerId: randomUUID(), quantity: 1 }] })).toEqual([
      404,
      'order.line-not-found',
    ]);
  });

  it('is a return after its time', async () => {
    const some = await delivered();
    await services
      .database<OrderTables>('order')
      .updateTable('seller_orders')
      .set({ return_by: sql<Date>`now() - interval '1 second'` })
      .where('id', '=', partOf(some.order).id as never)
      .execute();
    expect(await refused(some, { lines: [line(some.lamp)] })).toEqual([409, 'return.not-returnable']);
  });

  it.each([
    { reason: 'because' },
    { comment: 'x'.repeat(1_001) },
    { refund: 1_000_000 },
    { status: 'approved' },
    { lines: [] },
  ])('is %j', async (fields) => {
    const some = { buyer: await userWith(services, []), order: { id: randomUUID() } as Order };
    expect(await refused(some, { lines: [{ offerId: randomUUID(), quantity: 1 }], ...fields })).toEqual([
      400,
      'http.validation',
    ]);
  });

  it('is a step of somebody else’s return', async () => {
    const some = await delivered();
    const made = await requested(some);
    const unchanged = await changesOf(services, 'order');
    const stranger = { ...some, buyer: await userWith(services, []) };
    const answers = [
      await asBuyer(stranger, `/${made.id}/withdraw`),
      await asBuyer(stranger, `/${made.id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' }),
      await asSeller(made.id, 'approve', undefined, other.token),
      await asSeller(made.id, 'refuse', { reason: 'No' }, other.token),
      await asSeller(made.id, 'receive', { condition: '', restock: true }, other.token),
      await services.call('order', { path: `/v1/seller/returns/${made.id}`, token: other.token }),
    ];
    expect(answers.map(codeOf)).toEqual(Array(6).fill([404, 'return.not-found']));
    expect(await unchanged()).toEqual([]);
    // The order is the caller's own, the return is not of it.
    const own = await delivered();
    expect(codeOf(await asBuyer(own, `/${made.id}/withdraw`))).toEqual([404, 'return.not-found']);
    const { body } = await services.call<ReturnPage>('order', {
      path: '/v1/seller/returns',
      token: other.token,
    });
    expect([body.items, body.counts]).toEqual([[], {}]);
    expect((await stateOf(some, made.id))?.status).toBe('requested');
  });

  it('is a step out of turn', async () => {
    const some = await delivered();
    const made = await requested(some);
    const unchanged = await changesOf(services, 'order');
    expect(codeOf(await receive(made.id))).toEqual([409, 'return.wrong-step']);
    const ship = await asBuyer(some, `/${made.id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    expect(codeOf(ship)).toEqual([409, 'return.wrong-step']);
    expect(await unchanged()).toEqual([]);
  });
});

describe('staff', () => {
  it('approve what a seller refused, as long as its items are free', async () => {
    const some = await delivered();
    const made = await requested(some, { quantity: 2 });
    await asSeller(made.id, 'refuse', { reason: 'No' });
    expect((await asStaff(made.id, 'approve')).body.state).toMatchObject({ status: 'approved', by: 'staff' });
    await asStaff(made.id, 'refuse', 'It was worn after all');
    await requested(some);
    expect(codeOf(await asStaff(made.id, 'approve'))).toEqual([409, 'return.units-taken']);
    expect((await stateOf(some, made.id))?.status).toBe('refused');
    const acts = (await actsOn(made.id)).map(({ payload }) => [
      payload.action,
      payload.actor.staffRole,
      payload.before?.status,
      payload.after?.status,
      payload.reason,
    ]);
    expect(acts).toEqual([
      ['return.refuse', null, 'requested', 'refused', 'No'],
      ['return.approve', 'super', 'refused', 'approved', 'The seller does not answer'],
      ['return.refuse', 'super', 'approved', 'refused', 'It was worn after all'],
    ]);
  });

  it('give the money back whatever became of the items, and see all returns', async () => {
    const some = await delivered();
    const made = await requested(some);
    const answer = await asStaff(made.id, 'settle', 'Lost in the post');
    expect(answer.body.state).toEqual({
      status: 'received',
      by: 'staff',
      condition: 'Lost in the post',
      restock: false,
    });
    await refunded(some, made.id);
    await services.settled();
    expect([await moneyBack(some), await stockOf(some.lamp)]).toEqual([1_073, [48, 2]]);
    expect((await asStaff(made.id, 'settle')).body.state.status).toBe('refunded');
    expect(await refundsOf(some)).toHaveLength(1);
    const { body } = await services.call<ReturnPage>('order', { path: '/v1/admin/returns', token: staff });
    expect(body.items.map(({ id }) => id)).toContain(made.id);
    const detail = await services.call<ReturnDetail>('order', {
      path: `/v1/admin/returns/${made.id}`,
      token: staff,
    });
    expect(detail.body.timeline.map(({ kind }) => kind)).toContain('refunded');
    const ofSeller = await services.call<ReturnDetail>('order', {
      path: `/v1/seller/returns/${made.id}`,
      token: shop.token,
    });
    expect(ofSeller.body.timeline.map(({ kind }) => kind)).not.toContain('refunded');
  });
});

describe('the rule', () => {
  /** As if everybody's days were over. */
  const letTimePass = (id: string) =>
    sql`
      update returns
      set due_at = now() - interval '1 second',
          state = state || (select jsonb_object_agg(key, now() - interval '1 second')
                            from jsonb_each(state) where key in ('decideBy', 'sendBy', 'receiveBy'))
      where id = ${id}
    `.execute(services.database('order'));
  const runRule = async () => {
    const database = createDatabase<OrderTables>({
      url: services.environment('order').DATABASE_URL ?? '',
      applicationName: 'tests',
      onError: () => {},
    });
    const pubsub = createPubSub(undefined);
    await settleReturns({
      database,
      changes: createOrderChanges(pubsub),
      days: { decide: 3, send: 14, receive: 10 },
      logger: createLogger({ level: 'silent' }),
    });
    await pubsub.close();
    await database.close();
  };

  it('approves what a seller let lie, ends what a buyer did not send, and receives what came back in silence', async () => {
    const some = await delivered({ lamps: 3 });
    const [undecided, unsent, silent] = [await requested(some), await requested(some), await requested(some)];
    for (const { id } of [unsent, silent]) await asSeller(id, 'approve');
    await asBuyer(some, `/${silent.id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    await runRule();
    expect((await stateOf(some, undecided.id))?.status).toBe('requested');
    for (const { id } of [undecided, unsent, silent]) await letTimePass(id);
    await Promise.all([runRule(), runRule()]);
    expect(await stateOf(some, undecided.id)).toMatchObject({ status: 'approved', by: 'rule' });
    expect(await stateOf(some, unsent.id)).toEqual({ status: 'withdrawn', by: 'rule' });
    await refunded(some, silent.id);
    expect((await moves(silent.id)).map(({ payload }) => [payload.status, payload.by]).slice(-2)).toEqual([
      ['received', 'rule'],
      ['refunded', 'rule'],
    ]);
    expect(await refundsOf(some)).toHaveLength(1);
    // What lapsed can be asked for again.
    expect((await quote(some, 1)).status).toBe(200);
  });

  it('and the seller at the same moment end in one of the two', async () => {
    for (let round = 0; round < 4; round++) {
      const some = await delivered({ lamps: 1 });
      const made = await requested(some);
      await letTimePass(made.id);
      await Promise.all([runRule(), asSeller(made.id, 'refuse', { reason: 'No' })]);
      const state = await stateOf(some, made.id);
      const decided = (await moves(made.id)).map(({ payload }) => payload.status);
      expect(decided).toEqual(['requested', state?.status]);
      expect(['approved', 'refused']).toContain(state?.status);
    }
  });
});

describe('the same once more', () => {
  it('finds the return that was asked for, also where the answer was lost in a crash', async () => {
    const some = await delivered();
    const key = randomUUID();
    const made = await requested(some, { key });
    expect((await request(some, { key })).body).toEqual(made);
    await services
      .database<PlatformTables>('order')
      .deleteFrom('idempotency_keys')
      .where('key', '=', key)
      .execute();
    expect((await request(some, { key })).body).toEqual(made);
    expect((await current(some)).returns).toHaveLength(1);
  });

  it('changes nothing at any step', async () => {
    const some = await delivered();
    const made = await requested(some);
    const shipment = { carrier: 'UPS', trackingNumber: '1Z' };
    for (const step of [
      () => asSeller(made.id, 'approve'),
      () => asBuyer<Return>(some, `/${made.id}/ship`, shipment),
      () => receive(made.id),
    ]) {
      expect((await step()).status).toBe(200);
      expect((await step()).status).toBe(200);
    }
    await refunded(some, made.id);
    expect((await receive(made.id)).body.state.status).toBe('refunded');
    expect((await asSeller(made.id, 'approve')).body.state.status).toBe('refunded');
    expect(await moves(made.id)).toHaveLength(5);
    expect(await refundsOf(some)).toHaveLength(1);
  });
});

describe('at the same moment', () => {
  it('fifty requests for the last item give one return', async () => {
    const some = await delivered({ lamps: 1 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => request(some)));
    const codes = answers.map(codeOf).map(([status, code]) => code ?? status);
    expect(codes.filter((code) => code === 201)).toHaveLength(1);
    expect(codes.filter((code) => code === 'order.too-many-units')).toHaveLength(49);
    expect((await current(some)).returns).toHaveLength(1);
  });

  it('fifty receipts give the money back once, and fill the shelf once', async () => {
    const some = await delivered();
    const made = await requested(some);
    await asSeller(made.id, 'approve');
    const answers = await Promise.all(Array.from({ length: 50 }, () => receive(made.id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await refunded(some, made.id);
    await services.settled();
    expect(await refundsOf(some)).toHaveLength(1);
    expect([await moneyBack(some), await stockOf(some.lamp)]).toEqual([1_073, [49, 1]]);
  });

  it('approval and withdrawal end in one of the two', async () => {
    for (let round = 0; round < 4; round++) {
      const some = await delivered({ lamps: 1 });
      const made = await requested(some);
      const [approved, withdrawn] = await Promise.all([
        asSeller(made.id, 'approve'),
        asBuyer(some, `/${made.id}/withdraw`),
      ]);
      const state = await stateOf(some, made.id);
      // Withdrawn last, or instead: either way the buyer keeps the items.
      expect([withdrawn.status, state?.status]).toEqual([200, 'withdrawn']);
      expect([200, 409]).toContain(approved.status);
      expect((await moves(made.id)).at(-1)?.payload.status).toBe('withdrawn');
    }
  });
});

describe('an account that is to go', () => {
  const openOrders = async (userId: string) =>
    (
      await services.callAsService<{ count: number }>('order', {
        method: 'POST',
        path: '/internal/open-orders',
        body: { userId, email: 'somebody@buyers.example' },
      })
    ).body.count;

  it('waits for its returns, and takes along what it said with them', async () => {
    const { order, buyer, ...some } = await delivered();
    const { userId } = buyer as TestBuyer & { userId: string };
    const desk = order.sellerOrders.find(({ sellerId }) => sellerId === other.id);
    for (const step of ['pack', 'ship', 'deliver']) {
      await services.call('order', {
        method: 'POST',
        path: `/v1/seller/orders/${desk?.id}/${step}`,
        token: other.token,
        ...(step === 'ship' ? { body: { carrier: 'UPS', trackingNumber: '1Z' } } : {}),
      });
    }
    expect(await openOrders(userId)).toBe(0);
    const made = await requested({ ...some, order, buyer }, { comment: 'My neighbour broke it' });
    expect(await openOrders(userId)).toBe(1);
    await asSeller(made.id, 'refuse', { reason: 'No' });
    expect(await openOrders(userId)).toBe(0);
    await services.publish(UserErased, { userId, email: buyer.email });
    await services.drained('order');
    const stored = await services
      .database<OrderTables>('order')
      .selectFrom('returns')
      .select(['comment', 'reason'])
      .where('id', '=', made.id)
      .executeTakeFirst();
    expect(stored).toEqual({ comment: '', reason: 'changed_mind' });
  });
});

describe('the database', () => {
  it('refuses a unit in two returns', async () => {
    const some = await delivered({ lamps: 1 });
    const made = await requested(some);
    await expect(
      services
        .database<OrderTables>('order')
        .insertInto('return_units')
        .values({
          seller_order_id: partOf(some.order).id as never,
          position: 0,
          unit: 0,
          return_id: made.id,
        })
        .execute(),
    ).rejects.toThrow('return_units_pkey');
  });
});
