import { randomUUID } from 'node:crypto';
import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { openStock } from '@haat/testing/test-stock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['inventory']);
});
afterAll(() => services.stop());

const expiresAt = new Date(Date.now() + 900_000).toISOString();
const database = () => services.database<InventoryTables>('inventory');
const reserve = (orderId: string, lines: { offerId: string; quantity: number }[]) =>
  services.callAsService('inventory', {
    method: 'POST',
    path: '/internal/reservations',
    body: { orderId, expiresAt, lines },
  });
const countersOf = (offerId: string) =>
  database()
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
const movementsOf = async (offerId: string) => {
  const rows = await database()
    .selectFrom('movements')
    .select(['kind', 'quantity'])
    .where('offer_id', '=', offerId as never)
    .orderBy('id')
    .execute();
  return rows.map(({ kind, quantity }) => `${kind} ${quantity}`);
};
const reservationsOf = (orderId: string) =>
  database()
    .selectFrom('reservations')
    .select('status')
    .where('order_id', '=', orderId as never)
    .execute();

describe('reserving stock', () => {
  it('gives 40 buyers at once exactly the 10 units there are', async () => {
    const { offerId } = await openStock(services, 10);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => reserve(randomUUID(), [{ offerId, quantity: 1 }])),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    expect(answers.filter((answer) => answer.body.code === 'inventory.out-of-stock')).toHaveLength(30);
    expect(await countersOf(offerId)).toEqual({ available: 0, reserved: 10, sold: 0 });
    expect(await movementsOf(offerId)).toEqual(['opened 10', ...Array(10).fill('reserved 1')]);
  });

  it('does not lock up when orders name the same offers in opposite order', async () => {
    const [a, b] = [await openStock(services, 50), await openStock(services, 50)];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const lines = [a, b].map(({ offerId }) => ({ offerId, quantity: 1 }));
        return reserve(randomUUID(), index % 2 === 0 ? lines : lines.reverse());
      }),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(200));
    expect([await countersOf(a.offerId), await countersOf(b.offerId)]).toEqual(
      Array(2).fill({ available: 20, reserved: 30, sold: 0 }),
    );
  });

  it('makes one reservation of an order that asks five times at once', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => reserve(orderId, [{ offerId, quantity: 3 }])),
    );
    expect(answers.map((answer) => answer.body)).toEqual(
      Array(5).fill({ orderId, status: 'reserved', expiresAt }),
    );
    expect(await countersOf(offerId)).toEqual({ available: 7, reserved: 3, sold: 0 });
  });

  it('holds all lines or none', async () => {
    const [plenty, scarce] = [await openStock(services, 10), await openStock(services, 1)];
    const orderId = randomUUID();
    const answer = await reserve(orderId, [
      { offerId: plenty.offerId, quantity: 2 },
      { offerId: scarce.offerId, quantity: 2 },
    ]);
    expect([answer.status, answer.body.code]).toEqual([409, 'inventory.out-of-stock']);
    expect(answer.body.meta).toEqual({ offerIds: [scarce.offerId] });
    expect(await countersOf(plenty.offerId)).toEqual({ available: 10, reserved: 0, sold: 0 });
    expect(await movementsOf(plenty.offerId)).toEqual(['opened 10']);
    expect(await reservationsOf(orderId)).toEqual([]);
  });

  it('adds up the lines of one offer before it judges them', async () => {
    const { offerId } = await openStock(services, 5);
    const answer = await reserve(randomUUID(), [
      { offerId, quantity: 3 },
      { offerId, quantity: 3 },
    ]);
    expect(answer.body.code).toBe('inventory.out-of-stock');
    expect(await countersOf(offerId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });

  it('refuses an offer without a stock', async () => {
    const orderId = randomUUID();
    const answer = await reserve(orderId, [{ offerId: randomUUID(), quantity: 1 }]);
    expect(answer.body.code).toBe('inventory.out-of-stock');
    expect(await reservationsOf(orderId)).toEqual([]);
  });

  it('tells of an availability only where a buyer sees a difference', async () => {
    const { offerId, productId, sellerId } = await openStock(services, 8);
    for (const quantity of [1, 2, 1, 4]) await reserve(randomUUID(), [{ offerId, quantity }]);
    const told = (await services.committed('inventory', AvailabilityChanged)).filter(
      ({ payload }) => payload.offerId === offerId,
    );
    expect(told.map(({ payload, sequence }) => ({ ...payload, sequence }))).toEqual([
      { offerId, productId, sellerId, availability: 'low_stock', sequence: 3 },
      { offerId, productId, sellerId, availability: 'out_of_stock', sequence: 5 },
    ]);
  });

  it('is for services only', async () => {
    const { offerId } = await openStock(services, 5);
    const token = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
    const body = { orderId: randomUUID(), expiresAt, lines: [{ offerId, quantity: 1 }] };
    const call = { method: 'POST', path: '/internal/reservations', body } as const;
    expect((await services.call('inventory', call)).status).toBe(401);
    expect((await services.call('inventory', { ...call, token })).status).toBe(401);
    expect(await countersOf(offerId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });
});
