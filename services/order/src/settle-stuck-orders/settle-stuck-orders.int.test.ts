import { randomUUID } from 'node:crypto';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { InventoryTables } from '@haat/inventory/db/tables.ts';
import {
  askForQuote,
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  orderOf,
  pay,
  placeOrder,
  refunded,
  type TestBuyer,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES, { order: { ORDER_SETTLE_SECONDS: '1' } });
  shop = await openShop(services);
});
afterAll(() => services.stop());

const offer = async (): Promise<OfferSnapshot> => {
  const [listed] = await listOffers(services, shop, [{ title: 'Lamp', price: '20.00', stock: 10 }]);
  if (!listed) throw new Error('there is no offer');
  await services.settled();
  return listed;
};
const stockOf = async (offerId: string) => {
  const { available, reserved, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, sold];
};
const orderOfQuote = (quoteId: string) =>
  services
    .database<OrderTables>('order')
    .selectFrom('orders')
    .selectAll()
    .where('quote_id', '=', quoteId as never)
    .executeTakeFirst();
const cancelled = (buyer: TestBuyer, id: string) =>
  until('the order to be cancelled', async () => {
    const { body } = await orderOf(services, buyer, id);
    return body.status === 'cancelled' && body;
  });
const countOf = async (
  definition: typeof OrderPlaced | typeof OrderConfirmed | typeof OrderCancelled,
  id: string,
) => (await services.committed('order', definition)).filter(({ payload }) => payload.orderId === id).length;
const refundsOf = async (id: string) =>
  (await services.committed('order', RefundRequested)).filter(({ payload }) => payload.orderId === id);

describe('an order that was cut off', () => {
  it('before its stock was reserved goes on when the buyer tries again', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    services.disconnect('inventory');
    const failed = await placeOrder(services, buyer, quote.body.id);
    services.reconnect('inventory');
    expect(codeOf(failed)).toEqual([503, 'http.upstream-unavailable']);
    expect(await orderOfQuote(quote.body.id)).toMatchObject({ status: 'placed', payment_status: 'none' });
    const again = await placeOrder(services, buyer, quote.body.id);
    expect([again.status, again.body.order.status]).toEqual([201, 'pending_payment']);
    expect(await stockOf(lamp.offerId)).toEqual([9, 1, 0]);
  });

  it('before its stock was reserved is ended when nobody tries again', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    services.disconnect('inventory');
    await placeOrder(services, buyer, quote.body.id);
    services.reconnect('inventory');
    const { id } = (await orderOfQuote(quote.body.id)) ?? {};
    await cancelled(buyer, id ?? '');
    await services.settled();
    expect(await stockOf(lamp.offerId)).toEqual([10, 0, 0]);
    expect([await countOf(OrderPlaced, id ?? ''), await countOf(OrderCancelled, id ?? '')]).toEqual([0, 1]);
    expect(codeOf(await placeOrder(services, buyer, quote.body.id))).toEqual([409, 'order.ended']);
  });

  it('between reservation and payment gives its stock back when nobody tries again', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId, quantity: 2 }]);
    const quote = await askForQuote(services, buyer);
    services.disconnect('payment');
    const failed = await placeOrder(services, buyer, quote.body.id);
    expect(failed.status).toBe(503);
    expect(await stockOf(lamp.offerId)).toEqual([8, 2, 0]);
    services.reconnect('payment');
    const { id } = (await orderOfQuote(quote.body.id)) ?? {};
    const order = await cancelled(buyer, id ?? '');
    expect(order.cancellationReason).toBe('The checkout was interrupted.');
    await services.settled();
    expect(await stockOf(lamp.offerId)).toEqual([10, 0, 0]);
  });
});

describe('an order whose time to pay is up', () => {
  const runOutOfTime = (id: string) =>
    services
      .database<OrderTables>('order')
      .updateTable('orders')
      .set({ pay_by: new Date(Date.now() - 1) })
      .where('id', '=', id as never)
      .execute();

  it('is cancelled, its stock is free again, and it cannot be paid any more', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order, payment } = await buy(services, buyer);
    await runOutOfTime(order.id);
    const ended = await cancelled(buyer, order.id);
    expect(ended.cancellationReason).toBe('The payment did not arrive in time.');
    await services.settled();
    expect(await stockOf(lamp.offerId)).toEqual([10, 0, 0]);
    if (!payment) throw new Error('there is no payment');
    expect(await services.payments().pay(payment)).toBe(400);
  });

  it('is confirmed instead when the money is there and only its webhook is late', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order, payment } = await buy(services, buyer);
    if (!payment) throw new Error('there is no payment');
    services.payments().holdWebhooks();
    expect(await services.payments().pay(payment)).toBe(200);
    await runOutOfTime(order.id);
    const confirmed = await until('the order to be confirmed', async () => {
      const { body } = await orderOf(services, buyer, order.id);
      return body.status === 'confirmed' && body;
    });
    expect(confirmed.paymentStatus).toBe('succeeded');
    await services.settled();
    expect(await stockOf(lamp.offerId)).toEqual([9, 0, 1]);
    services.payments().resumeWebhooks();
  });
});

describe('word of a payment', () => {
  const successOf = (orderId: string, amount: number) =>
    services.publish(
      PaymentSucceeded,
      { orderId, paymentId: randomUUID(), amount: { amount, currency: 'USD' } },
      2,
    );

  it('confirms the order once, however often it comes', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const placed = await buy(services, buyer);
    const order = await pay(services, buyer, placed);
    const event = await successOf(order.id, order.totals.total.amount);
    await services.republish([event, event]);
    await services.settled();
    expect(await countOf(OrderConfirmed, order.id)).toBe(1);
    expect(await refundsOf(order.id)).toEqual([]);
    expect(await stockOf(lamp.offerId)).toEqual([9, 0, 1]);
  });

  it('after the cancellation asks for the money back, once, and does not bring the order to life', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order } = await buy(services, buyer);
    await services.call('order', {
      method: 'POST',
      path: `/v1/orders/${order.id}/cancel`,
      token: buyer.token,
      body: { reason: 'Changed my mind' },
    });
    const event = await successOf(order.id, order.totals.total.amount);
    await services.republish([event]);
    await successOf(order.id, order.totals.total.amount);
    await services.settled();
    expect(await refundsOf(order.id)).toMatchObject([{ payload: { orderId: order.id, amount: null } }]);
    const { body } = await orderOf(services, buyer, order.id);
    expect([body.status, body.paymentStatus]).toEqual(['cancelled', 'refunding']);
    expect(await countOf(OrderConfirmed, order.id)).toBe(0);
    expect(await stockOf(lamp.offerId)).toEqual([10, 0, 0]);
  });

  it('that was refused is shown, and another card may be tried', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const placed = await buy(services, buyer);
    if (!placed.payment) throw new Error('there is no payment');
    expect(await services.payments().pay(placed.payment, 'pm_card_chargeDeclinedInsufficientFunds')).toBe(
      402,
    );
    const failed = await until('the order to know', async () => {
      const { body } = await orderOf(services, buyer, placed.order.id);
      return body.paymentStatus === 'failed' && body;
    });
    expect(failed.status).toBe('pending_payment');
    expect(failed.timeline.at(-1)?.text).toContain('insufficient funds');
    expect((await pay(services, buyer, placed)).paymentStatus).toBe('succeeded');
  });

  it('that was refused and comes late does not change a confirmed order', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const order = await pay(services, buyer, await buy(services, buyer));
    await services.publish(
      PaymentFailed,
      {
        orderId: order.id,
        paymentId: randomUUID(),
        code: 'card_declined',
        message: 'No.',
        amount: order.totals.total,
      },
      1,
    );
    await services.drained('order');
    expect((await orderOf(services, buyer, order.id)).body).toEqual(order);
  });

  it('for an order that does not exist changes nothing and is not repeated', async () => {
    await successOf(randomUUID(), 100);
    await services.drained('order');
  });
});

describe('word that the stock is gone', () => {
  it('ends a paid order and gives the money back', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const order = await pay(services, buyer, await buy(services, buyer));
    await services.settled();
    await services.publish(ReservationLost, { orderId: order.id, offerIds: [lamp.offerId] }, 3);
    expect((await refunded(services, buyer, order.id)).status).toBe('cancelled');
    expect(await refundsOf(order.id)).toHaveLength(1);
    const { intents } = await services.payments().ledger();
    expect(intents.filter((intent) => intent.refunded > 0 && intent.refunded !== intent.captured)).toEqual(
      [],
    );
  });
});
