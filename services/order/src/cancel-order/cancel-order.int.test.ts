import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import type { PlacedOrder } from '@haat/contracts/http/order.ts';
import { buy, CHECKOUT_SERVICES, pay, refunded, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
let offerId: string;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  const shop = await openShop(services);
  offerId = (await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]))[0]?.offerId ?? '';
  await services.settled();
});
afterAll(() => services.stop());

const cancel = async ({ order }: PlacedOrder, token: string) => {
  const path = `/v1/orders/${order.id}/cancel`;
  const answer = await services.call('order', { method: 'POST', path, token, body: { reason: 'No' } });
  expect(answer.status).toBe(200);
};
const toldOf = async ({ order }: PlacedOrder) =>
  (await services.committed('order', OrderCancelled))
    .filter(({ payload }) => payload.orderId === order.id)
    .map(({ payload: { wasPlaced, wasPaid } }) => ({ wasPlaced, wasPaid }));

describe('a cancelled order', () => {
  it('is told of as one that nobody had paid', async () => {
    const buyer = await userWith(services, [{ offerId }]);
    const placed = await buy(services, buyer);
    await cancel(placed, buyer.token);
    expect(await toldOf(placed)).toEqual([{ wasPlaced: true, wasPaid: false }]);
  });

  it('is told of as one that was paid, and the money goes back', async () => {
    const buyer = await userWith(services, [{ offerId }]);
    const placed = await buy(services, buyer);
    await pay(services, buyer, placed);
    await cancel(placed, buyer.token);
    expect(await toldOf(placed)).toEqual([{ wasPlaced: true, wasPaid: true }]);
    await refunded(services, buyer, placed.order.id);
  });
});
