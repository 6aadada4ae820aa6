import { randomUUID } from 'node:crypto';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import { orderSnapshot } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { openStock } from '@haat/testing/test-stock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryTables } from '../db/tables.ts';
import { releaseLapsedReservations } from '../release-lapsed-reservations/release-lapsed-reservations.job.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['inventory']);
});
afterAll(() => services.stop());

const database = () => services.database<InventoryTables>('inventory');
const inFuture = () => new Date(Date.now() + 900_000).toISOString();
const reserve = (orderId: string, offerId: string, quantity: number, expiresAt = inFuture()) =>
  services.callAsService('inventory', {
    method: 'POST',
    path: '/internal/reservations',
    body: { orderId, expiresAt, lines: [{ offerId, quantity }] },
  });
const countersOf = async (offerId: string) => {
  const { available, reserved, sold } = await database()
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, sold];
};
const statusOf = async (orderId: string) =>
  (
    await database()
      .selectFrom('reservations')
      .select('status')
      .where('order_id', '=', orderId as never)
      .executeTakeFirst()
  )?.status;
const confirm = (orderId: string, sequence = 3) =>
  services.publish(OrderConfirmed, orderSnapshot({ orderId }), sequence);
const cancel = (orderId: string, sequence = 4) =>
  services.publish(
    OrderCancelled,
    { ...orderSnapshot({ orderId }), reason: 'Changed my mind', wasPlaced: true },
    sequence,
  );
const lostOf = async (orderId: string) =>
  (await services.committed('inventory', ReservationLost))
    .filter(({ payload }) => payload.orderId === orderId)
    .map(({ payload }) => payload);
const lapse = async () => {
  const opened = createDatabase<InventoryTables>({
    url: services.environment('inventory').DATABASE_URL ?? '',
    applicationName: 'tests',
    onError: () => {},
  });
  await releaseLapsedReservations(opened, services.service('inventory').runtime.logger);
  await opened.close();
};

describe('a confirmed order', () => {
  it('turns its reserved units into sold ones, once, however often it is told', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 4);
    const event = await confirm(orderId);
    await services.republish([event, event]);
    await confirm(orderId);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([6, 0, 4]);
    expect(await statusOf(orderId)).toBe('committed');
    expect(await lostOf(orderId)).toEqual([]);
  });

  it('takes units from the shelf again where the reservation lapsed before the money came', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 4, new Date(Date.now() - 3_600_000).toISOString());
    await lapse();
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    await confirm(orderId);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([6, 0, 4]);
    expect(await lostOf(orderId)).toEqual([]);
  });

  it('is told that its units are gone where others took them meanwhile', async () => {
    const { offerId } = await openStock(services, 4);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 3, new Date(Date.now() - 3_600_000).toISOString());
    await lapse();
    await reserve(randomUUID(), offerId, 2);
    await confirm(orderId);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([2, 2, 0]);
    expect(await lostOf(orderId)).toEqual([{ orderId, offerIds: [offerId] }]);
  });
});

describe('a cancelled order', () => {
  it('gives back what it reserved, once', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 4);
    const event = await cancel(orderId);
    await services.republish([event]);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    expect(await statusOf(orderId)).toBe('released');
  });

  it('gives back what it had bought', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 4);
    await confirm(orderId, 3);
    await services.drained('inventory');
    await cancel(orderId, 4);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    expect(await statusOf(orderId)).toBe('returned');
  });

  it('refuses a reservation that comes after it', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await cancel(orderId);
    await services.drained('inventory');
    const answer = await reserve(orderId, offerId, 1);
    expect([answer.status, answer.body.code]).toEqual([409, 'inventory.reservation-closed']);
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
  });

  it('stays cancelled when word of its confirmation comes late', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, offerId, 4);
    await cancel(orderId, 4);
    await services.drained('inventory');
    await confirm(orderId, 3);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    expect(await lostOf(orderId)).toEqual([]);
  });
});

describe('lapsed reservations', () => {
  it('are given back although the oldest of them cannot be', async () => {
    const [{ offerId: broken }, { offerId }] = [await openStock(services, 10), await openStock(services, 10)];
    const [first, second] = [randomUUID(), randomUUID()];
    await reserve(first, broken, 3, new Date(Date.now() - 7_200_000).toISOString());
    await reserve(second, offerId, 3, new Date(Date.now() - 3_600_000).toISOString());
    // The stock says less than its reservation.
    await database()
      .updateTable('stock')
      .set({ reserved: 0, available: 10 })
      .where('offer_id', '=', broken as never)
      .execute();
    await lapse();
    expect([await statusOf(first), await statusOf(second)]).toEqual(['reserved', 'released']);
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    await database()
      .updateTable('reservations')
      .set({ status: 'released' })
      .where('order_id', '=', first as never)
      .execute();
  });

  it('are released, others are not', async () => {
    const { offerId } = await openStock(services, 10);
    const [lapsed, live] = [randomUUID(), randomUUID()];
    await reserve(lapsed, offerId, 3, new Date(Date.now() - 3_600_000).toISOString());
    await reserve(live, offerId, 2);
    await lapse();
    await lapse();
    expect([await statusOf(lapsed), await statusOf(live)]).toEqual(['released', 'reserved']);
    expect(await countersOf(offerId)).toEqual([8, 2, 0]);
  });
});
