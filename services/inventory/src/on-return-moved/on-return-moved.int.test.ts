import { randomUUID } from 'node:crypto';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { openStock } from '@haat/testing/test-stock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['inventory']);
});
afterAll(() => services.stop());

/** An order that took three of ten units. */
const sold = async () => {
  const { offerId } = await openStock(services, 10);
  const orderId = randomUUID();
  await services.callAsService('inventory', {
    method: 'POST',
    path: '/internal/reservations',
    body: {
      orderId,
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
      lines: [{ offerId, quantity: 3 }],
    },
  });
  await services.publish(OrderConfirmed, orderSnapshot({ orderId }), 3);
  await services.drained('inventory');
  return { orderId, offerId };
};
const moved = (
  { orderId, offerId }: { orderId: string; offerId: string },
  fields: Partial<Pick<ReturnType<typeof sample>, 'status' | 'restock'>> = {},
  quantity = 2,
) => {
  const lines = [{ offerId, productId: randomUUID(), title: 'Lamp', quantity }];
  return services.publish(ReturnMoved, { ...sample(), orderId, returnId: randomUUID(), lines, ...fields }, 9);
};
const sample = () => samplePayload(ReturnMoved);
const countersOf = async (offerId: string) => {
  const {
    available,
    reserved,
    sold: gone,
  } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, gone];
};

describe('a return', () => {
  it('that was received and can be sold again fills the shelf, once, however often it is told', async () => {
    const order = await sold();
    const event = await moved(order);
    await services.republish([event, event]);
    await services.drained('inventory');
    expect(await countersOf(order.offerId)).toEqual([9, 0, 1]);
    await moved(order, {}, 1);
    await services.drained('inventory');
    expect(await countersOf(order.offerId)).toEqual([10, 0, 0]);
  });

  it('that cannot be sold again, or has not been received, does not', async () => {
    const order = await sold();
    await moved(order, { restock: false });
    for (const status of ['requested', 'approved', 'shipped_back', 'refunded'] as const) {
      await moved(order, { status });
    }
    await services.drained('inventory');
    expect(await countersOf(order.offerId)).toEqual([7, 0, 3]);
  });
});
