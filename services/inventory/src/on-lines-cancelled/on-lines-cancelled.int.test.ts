import { randomUUID } from 'node:crypto';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
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

const reserve = (orderId: string, lines: readonly { offerId: string; quantity: number }[]) =>
  services.callAsService('inventory', {
    method: 'POST',
    path: '/internal/reservations',
    body: { orderId, expiresAt: new Date(Date.now() + 900_000).toISOString(), lines },
  });
const countersOf = async (offerId: string) => {
  const { available, reserved, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, sold];
};
const lostOf = async (orderId: string) =>
  (await services.committed('inventory', ReservationLost)).filter(
    ({ payload }) => payload.orderId === orderId,
  );
/** As the order service tells it: confirmed at version 3, cancelled later. */
const confirm = (orderId: string) => services.publish(OrderConfirmed, orderSnapshot({ orderId }), 3);
const cancelLines = (orderId: string, offerId: string, quantity: number, sequence = 4) => {
  const sample = samplePayload(LinesCancelled);
  const [part] = sample.sellerOrders;
  if (!part) throw new Error('the sample has no part');
  const line = { offerId, productId: randomUUID(), title: 'Lamp', quantity };
  return services.publish(
    LinesCancelled,
    {
      ...sample,
      orderId,
      cancellationId: randomUUID(),
      sellerOrders: [{ ...part, lines: [line] }],
    },
    sequence,
  );
};
const cancel = (orderId: string, sequence: number) =>
  services.publish(
    OrderCancelled,
    { ...orderSnapshot({ orderId }), reason: 'Changed my mind', wasPlaced: true },
    sequence,
  );

describe('cancelled lines', () => {
  it('of a confirmed order go from sold to the shelf, once, however often they are told', async () => {
    const { offerId } = await openStock(services, 10);
    const other = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, [
      { offerId, quantity: 4 },
      { offerId: other.offerId, quantity: 1 },
    ]);
    await confirm(orderId);
    await services.drained('inventory');
    const event = await cancelLines(orderId, offerId, 3);
    await services.republish([event, event]);
    await services.drained('inventory');
    expect([await countersOf(offerId), await countersOf(other.offerId)]).toEqual([
      [9, 0, 1],
      [9, 0, 1],
    ]);
    const movements = await services
      .database<InventoryTables>('inventory')
      .selectFrom('movements')
      .select(['kind', 'quantity'])
      .where('offer_id', '=', offerId as never)
      .orderBy('id')
      .execute();
    expect(movements.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['opened', 10],
      ['reserved', 4],
      ['sold', 4],
      ['returned', 3],
    ]);
  });

  const STEPS = {
    confirm,
    some: (orderId: string, offerId: string) => cancelLines(orderId, offerId, 1, 4),
    more: (orderId: string, offerId: string) => cancelLines(orderId, offerId, 2, 5),
  };
  const ORDERS = [
    ['confirm', 'some', 'more'],
    ['confirm', 'more', 'some'],
    ['some', 'confirm', 'more'],
    ['some', 'more', 'confirm'],
    ['more', 'confirm', 'some'],
    ['more', 'some', 'confirm'],
  ] as const;

  it.each(ORDERS)('and the confirmation may come in any order: %s, %s, %s', async (...names) => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, [{ offerId, quantity: 4 }]);
    for (const name of names) {
      await STEPS[name](orderId, offerId);
      await services.drained('inventory');
    }
    expect(await countersOf(offerId)).toEqual([9, 0, 1]);
    await cancel(orderId, 6);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    expect(await lostOf(orderId)).toEqual([]);
  });

  it('of everything, before the confirmation is heard of, lose no reservation', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, [{ offerId, quantity: 2 }]);
    await cancelLines(orderId, offerId, 2);
    await services.drained('inventory');
    await confirm(orderId);
    await services.drained('inventory');
    expect([await countersOf(offerId), await lostOf(orderId)]).toEqual([[10, 0, 0], []]);
  });

  it('that come after the whole order was cancelled give nothing back once more', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, [{ offerId, quantity: 2 }]);
    await confirm(orderId);
    await services.drained('inventory');
    await cancel(orderId, 5);
    await services.drained('inventory');
    await cancelLines(orderId, offerId, 1, 4);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
  });

  it('of an order whose time was up before its money came are not taken for it again', async () => {
    const { offerId } = await openStock(services, 10);
    const orderId = randomUUID();
    await reserve(orderId, [{ offerId, quantity: 3 }]);
    const database = createDatabase<InventoryTables>({
      url: services.environment('inventory').DATABASE_URL ?? '',
      applicationName: 'tests',
      onError: () => {},
    });
    await database.query
      .updateTable('reservations')
      .set({ expires_at: new Date(Date.now() - 3_600_000) })
      .where('order_id', '=', orderId as never)
      .execute();
    await releaseLapsedReservations(database, services.service('inventory').runtime.logger);
    await database.close();
    expect(await countersOf(offerId)).toEqual([10, 0, 0]);
    await cancelLines(orderId, offerId, 1);
    await services.drained('inventory');
    await confirm(orderId);
    await services.drained('inventory');
    expect(await countersOf(offerId)).toEqual([8, 0, 2]);
  });
});
