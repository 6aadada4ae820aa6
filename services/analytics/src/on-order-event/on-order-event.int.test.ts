import { randomUUID } from 'node:crypto';
import type { EventPayload } from '@haat/contracts/define-event.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { Overview } from '@haat/contracts/http/analytics.ts';
import type { OutboxRow } from '@haat/platform/outbox/envelope.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnalyticsTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['analytics']);
});
afterAll(() => services.stop());
beforeEach(async () => {
  await services.database<AnalyticsTables>('analytics').deleteFrom('daily_figures').execute();
});

const [NORTH, SOUTH] = [randomUUID(), randomUUID()];
/** An order of both sellers: 50 dollars from one, 25 from the other. */
const order = (): OrderSnapshot => {
  const snapshot = orderSnapshot({ orderId: randomUUID(), total: { amount: 7_500, currency: 'USD' } });
  const [first, second] = snapshot.sellerOrders;
  if (!first || !second) throw new Error('the sample has no two parts');
  return {
    ...snapshot,
    sellerOrders: [
      { ...first, sellerId: NORTH, total: { amount: 5_000, currency: 'USD' } },
      { ...second, sellerId: SOUTH, total: { amount: 2_500, currency: 'USD' } },
    ],
  };
};
const overview = async (sellerId?: string, query = '') => {
  const { identity } = services;
  const user = sellerId
    ? identity.user({ roles: ['seller'], sellerId })
    : identity.user({ roles: ['admin'] });
  const { body } = await services.call<Overview>('analytics', {
    path: `/v1/${sellerId ? 'seller' : 'admin'}/analytics/overview${query}`,
    token: await identity.tokenFor(user),
  });
  return body;
};
const figures = ({ ordersPlaced, ordersConfirmed, ordersCancelled, revenue }: Overview) => [
  ordersPlaced,
  ordersConfirmed,
  ordersCancelled,
  revenue.amount,
];

describe('what goes back', () => {
  const refund = (fields: Partial<EventPayload<typeof RefundRequested>>) =>
    services.publish(
      RefundRequested,
      { ...samplePayload(RefundRequested), orderId: randomUUID(), refundId: randomUUID(), ...fields },
      4,
    );
  const part = (sellerId: string, amount: number) => ({
    sellerOrderId: randomUUID(),
    sellerId,
    amount: { amount, currency: 'USD' },
  });

  it('is counted for the marketplace and for whose sale it takes back, once, and leaves the revenue', async () => {
    await services.publish(OrderConfirmed, order(), 3);
    const event = await refund({ parts: [part(NORTH, 1_250), part(SOUTH, 750)] });
    await services.republish([event, event]);
    await refund({ parts: [part(NORTH, 1)] });
    await services.drained('analytics');
    const all = await overview();
    expect([all.revenue.amount, all.givenBack.amount]).toEqual([7_500, 2_001]);
    expect(all.days.at(-1)?.givenBack.amount).toBe(2_001);
    expect((await overview(NORTH)).givenBack.amount).toBe(1_251);
    expect((await overview(SOUTH)).givenBack.amount).toBe(750);
  });

  it('is nothing where nothing had been sold, or an older event does not say whose it was', async () => {
    await refund({ parts: [] });
    await refund({});
    await services.drained('analytics');
    expect((await overview()).givenBack.amount).toBe(0);
  });
});

describe('figures', () => {
  it('count each order once for the marketplace and once for each seller', async () => {
    const one = order();
    await services.publish(OrderPlaced, one, 2);
    await services.publish(OrderConfirmed, one, 3);
    await services.publish(OrderPlaced, order(), 2);
    await services.publish(OrderCancelled, { ...order(), reason: 'No.', wasPlaced: true }, 3);
    await services.drained('analytics');
    const all = await overview();
    expect(figures(all)).toEqual([2, 1, 1, 7_500]);
    expect(all.averageOrder).toEqual({ amount: 7_500, currency: 'USD' });
    expect(figures(await overview(NORTH))).toEqual([2, 1, 1, 5_000]);
    expect(figures(await overview(SOUTH))).toEqual([2, 1, 1, 2_500]);
    expect(figures(await overview(randomUUID()))).toEqual([0, 0, 0, 0]);
  });

  it('count an event once, however often, late and mixed up it comes', async () => {
    const events: OutboxRow[] = [];
    for (let index = 0; index < 12; index++) {
      const snapshot = order();
      events.push(await services.publish(OrderPlaced, snapshot, 2));
      events.push(await services.publish(OrderConfirmed, snapshot, 3));
    }
    await services.republish([...events, ...events].reverse());
    await services.drained('analytics');
    await services.republish(events.slice(0, 7));
    await services.drained('analytics');
    expect(figures(await overview())).toEqual([12, 12, 0, 12 * 7_500]);
  });

  it('have a day for every day, those without orders as zero', async () => {
    await services.publish(OrderConfirmed, order(), 3);
    await services.drained('analytics');
    const { days } = await overview(undefined, '?days=7');
    expect(days).toHaveLength(7);
    expect(days.map((day) => day.ordersConfirmed)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(days.at(-1)?.day).toBe(new Date().toISOString().slice(0, 10));
  });

  it.each(['?days=0', '?days=91', '?days=x', '?seller=all'])('refuse %s', async (query) => {
    const { identity } = services;
    const token = await identity.tokenFor(identity.user({ roles: ['admin'] }));
    const answer = await services.call('analytics', { path: `/v1/admin/analytics/overview${query}`, token });
    expect(codeOf(answer)).toEqual([400, 'http.validation']);
  });

  it('of the marketplace are none of a seller’s business, and none of a customer’s', async () => {
    const { identity } = services;
    const seller = await identity.tokenFor(identity.user({ roles: ['seller'], sellerId: NORTH }));
    const customer = await identity.tokenFor(identity.user());
    for (const [path, token] of [
      ['/v1/admin/analytics/overview', seller],
      ['/v1/admin/analytics/overview', customer],
      ['/v1/seller/analytics/overview', customer],
    ] as const) {
      expect(codeOf(await services.call('analytics', { path, token }))).toEqual([403, 'auth.wrong-audience']);
      expect((await services.call('analytics', { method: 'HEAD', path, token })).status).toBe(403);
    }
  });
});
