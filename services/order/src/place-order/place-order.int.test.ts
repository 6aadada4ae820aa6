import { randomUUID } from 'node:crypto';
import type { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { Cart } from '@haat/contracts/http/cart.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { OrderPage, Quote } from '@haat/contracts/http/order.ts';
import type { InventoryTables } from '@haat/inventory/db/tables.ts';
import type { PaymentTables } from '@haat/payment/db/tables.ts';
import {
  askForQuote,
  buy,
  CHECKOUT_SERVICES,
  codeOf,
  guestWith,
  orderOf,
  pay,
  placeOrder,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type ProductLine, sellOut, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestAnswer, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOldQuotes } from '../db/quote-repository.ts';
import type { OrderTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
let other: TestShop;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  shop = await openShop(services, 'Northwind');
  other = await openShop(services, 'Southlight');
});
afterAll(() => services.stop());

/** An offer of its own for a test, known to every service. */
const offer = async (fields: Partial<ProductLine> = {}, by = shop): Promise<OfferSnapshot> => {
  const [listed] = await listOffers(services, by, [{ title: 'Lamp', price: '20.00', ...fields }]);
  if (!listed) throw new Error('there is no offer');
  await services.settled();
  return listed;
};
const orders = () => services.database<OrderTables>('order');
const ordersOf = (quoteId: string) =>
  orders()
    .selectFrom('orders')
    .selectAll()
    .where('quote_id', '=', quoteId as never)
    .execute();
const stockOf = async (offerId: string) => {
  const { available, reserved, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return [available, reserved, sold];
};
const reservationsOf = (orderId: string) =>
  services
    .database<InventoryTables>('inventory')
    .selectFrom('reservations')
    .select('status')
    .where('order_id', '=', orderId as never)
    .execute();
const paymentsOf = (orderId: string) =>
  services
    .database<PaymentTables>('payment')
    .selectFrom('payments')
    .select(['status', 'amount'])
    .where('order_id', '=', orderId as never)
    .execute();
const told = async (
  definition: typeof OrderPlaced | typeof OrderConfirmed | typeof OrderCancelled,
  orderId: string,
) => (await services.committed('order', definition)).filter(({ payload }) => payload.orderId === orderId);

describe('placing an order', () => {
  it('records it, reserves its stock and begins its payment', async () => {
    const [lamp, desk] = [await offer({ stock: 10 }), await offer({ title: 'Desk', price: '99.00' }, other)];
    const buyer = await userWith(services, [
      { offerId: lamp.offerId, quantity: 3 },
      { offerId: desk.offerId },
    ]);
    const { order, payment, orderKey } = await buy(services, buyer);
    expect(order).toMatchObject({
      status: 'pending_payment',
      paymentStatus: 'pending',
      email: buyer.email,
      totals: {
        subtotal: { amount: 15_900 },
        shipping: { amount: 0 },
        tax: { amount: 1_153 },
        total: { amount: 17_053 },
      },
    });
    expect(order.number).toMatch(/^HT-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(
      order.sellerOrders.map((part) => [part.sellerName, part.status, part.totals.total.amount]),
    ).toEqual([
      ['Northwind', 'awaiting_payment', 6_435],
      ['Southlight', 'awaiting_payment', 10_618],
    ]);
    expect(orderKey).toBeNull();
    expect(await stockOf(lamp.offerId)).toEqual([7, 3, 0]);
    expect(await paymentsOf(order.id)).toEqual([{ status: 'pending', amount: 17_053 }]);
    expect(payment).toMatchObject({ provider: 'sandbox', publishableKey: 'pk_test_for_the_tests' });
    expect(await told(OrderPlaced, order.id)).toMatchObject([
      { sequence: 2, payload: { total: { amount: 17_053 } } },
    ]);
  });

  it('confirms it when the money comes, and the cart, the stock and the sellers follow', async () => {
    const lamp = await offer({ stock: 10 });
    const buyer = await userWith(services, [{ offerId: lamp.offerId, quantity: 4 }]);
    const placed = await buy(services, buyer);
    const order = await pay(services, buyer, placed);
    await services.settled();
    expect(order).toMatchObject({ status: 'confirmed', paymentStatus: 'succeeded', payBy: null });
    expect(order.sellerOrders.map((part) => part.status)).toEqual(['to_pack']);
    expect(order.timeline.map((entry) => entry.kind)).toEqual(['placed', 'confirmed']);
    expect(await stockOf(lamp.offerId)).toEqual([6, 0, 4]);
    expect(await told(OrderConfirmed, order.id)).toHaveLength(1);
    const cart = await services.call<Cart>('cart', { path: '/v1/cart', token: buyer.token });
    expect(cart.body.items).toEqual([]);
  });

  it('makes one order of one key, however often it is sent', async () => {
    const lamp = await offer({ stock: 10 });
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    const key = randomUUID();
    const first = await placeOrder(services, buyer, quote.body.id, key);
    const again = await Promise.all(
      Array.from({ length: 8 }, () => placeOrder(services, buyer, quote.body.id, key)),
    );
    expect(first.status).toBe(201);
    expect(again.map((answer) => answer.text)).toEqual(Array(8).fill(first.text));
    expect(await ordersOf(quote.body.id)).toHaveLength(1);
    expect(await stockOf(lamp.offerId)).toEqual([9, 1, 0]);
  });

  it('makes one order of one quote, also with ten keys at once', async () => {
    const lamp = await offer({ stock: 10 });
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => placeOrder(services, buyer, quote.body.id)),
    );
    const ids = answers.map((answer) => [answer.status, answer.body.order.id]);
    const [order] = await ordersOf(quote.body.id);
    expect(ids).toEqual(Array(10).fill([201, order?.id]));
    expect(await stockOf(lamp.offerId)).toEqual([9, 1, 0]);
    expect(await told(OrderPlaced, order?.id ?? '')).toHaveLength(1);
    const { intents } = await services.payments().ledger();
    const [payment] = await services
      .database<PaymentTables>('payment')
      .selectFrom('payments')
      .select('intent_id')
      .where('order_id', '=', order?.id as never)
      .execute();
    expect(intents.filter((intent) => intent.id === payment?.intent_id)).toHaveLength(1);
  });
});

describe('no order is recorded', () => {
  it('where a price changed after the quote: the buyer is shown the new one and may take it', async () => {
    const id = randomUUID();
    const lamp = await offer({ id, price: '20.00' });
    const buyer = await userWith(services, [{ offerId: lamp.offerId, quantity: 2 }]);
    const quote = await askForQuote(services, buyer);
    await offer({ id, price: '25.00' });
    const refused = await placeOrder<{ code: string; meta: { quote: Quote } }>(
      services,
      buyer,
      quote.body.id,
    );
    expect(codeOf(refused)).toEqual([409, 'order.quote-changed']);
    expect(refused.body.meta.quote.totals.subtotal.amount).toBe(5_000);
    expect(await ordersOf(quote.body.id)).toEqual([]);
    expect(await stockOf(lamp.offerId)).toEqual([50, 0, 0]);
    const accepted = await placeOrder(services, buyer, refused.body.meta.quote.id);
    expect([accepted.status, accepted.body.order.totals.subtotal.amount]).toEqual([201, 5_000]);
  });

  it('where something sold out after the cart was looked at: it is named, and no new quote is made', async () => {
    const [lamp, desk] = [await offer(), await offer({ title: 'Desk', price: '99.00' })];
    const buyer = await userWith(services, [{ offerId: lamp.offerId }, { offerId: desk.offerId }]);
    await sellOut(services, desk);
    const quote = await askForQuote(services, buyer);
    expect([quote.status, quote.body.totals.subtotal.amount]).toEqual([200, 11_900]);
    const refused = await placeOrder<{ code: string; meta: unknown }>(services, buyer, quote.body.id);
    expect(codeOf(refused)).toEqual([409, 'order.cart-changed']);
    expect(refused.body.meta).toEqual({ offerIds: [desk.offerId] });
    expect(await ordersOf(quote.body.id)).toEqual([]);
    expect(await stockOf(lamp.offerId)).toEqual([50, 0, 0]);
  });

  it('by the quote of somebody else', async () => {
    const lamp = await offer();
    const [owner, thief] = [
      await userWith(services, [{ offerId: lamp.offerId }]),
      await userWith(services, [{ offerId: lamp.offerId }]),
    ];
    const quote = await askForQuote(services, owner);
    expect(codeOf(await placeOrder(services, thief, quote.body.id))).toEqual([404, 'order.quote-not-found']);
    expect(codeOf(await placeOrder(services, { email: 'x@y.example' }, quote.body.id))).toEqual([
      404,
      'order.quote-not-found',
    ]);
    expect(await ordersOf(quote.body.id)).toEqual([]);
    expect(await stockOf(lamp.offerId)).toEqual([50, 0, 0]);
  });

  it('by a quote that has expired', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    await orders()
      .updateTable('quotes')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', quote.body.id as never)
      .execute();
    expect(codeOf(await placeOrder(services, buyer, quote.body.id))).toEqual([409, 'order.quote-expired']);
    expect(await ordersOf(quote.body.id)).toEqual([]);
  });

  it('by a quote of before the day before yesterday, which is forgotten with its name and address', async () => {
    const lamp = await offer({ stock: 10 });
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const [old, recent] = [await askForQuote(services, buyer), await askForQuote(services, buyer)];
    const age = async (id: string, hours: number) =>
      orders()
        .updateTable('quotes')
        .set({ expires_at: new Date(Date.now() - hours * 3_600_000) })
        .where('id', '=', id as never)
        .execute();
    await age(old.body.id, 49);
    await age(recent.body.id, 47);
    await forgetOldQuotes(orders());
    expect(codeOf(await placeOrder(services, buyer, old.body.id))).toEqual([404, 'order.quote-not-found']);
    expect(codeOf(await placeOrder(services, buyer, recent.body.id))).toEqual([409, 'order.quote-expired']);
  });

  it('without an Idempotency-Key', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    const answer = await services.call('order', {
      method: 'POST',
      path: '/v1/orders',
      token: buyer.token,
      body: { quoteId: quote.body.id },
    });
    expect(codeOf(answer)).toEqual([400, 'idempotency.key-missing']);
    expect(await ordersOf(quote.body.id)).toEqual([]);
  });
});

describe('an order whose stock is gone', () => {
  it('is cancelled without a reservation or a payment, and the buyer told what is missing', async () => {
    const [scarce, plenty] = [await offer({ stock: 2 }), await offer({ title: 'Desk', stock: 5 })];
    const buyer = await userWith(services, [
      { offerId: scarce.offerId, quantity: 2 },
      { offerId: plenty.offerId, quantity: 1 },
    ]);
    const quote = await askForQuote(services, buyer);
    await buy(services, await userWith(services, [{ offerId: scarce.offerId }]));
    // The catalogue says "few left" by now, which is true: only the reservation knows.
    const answer = await placeOrder<{ code: string; meta: unknown }>(services, buyer, quote.body.id);
    expect(codeOf(answer)).toEqual([409, 'order.out-of-stock']);
    expect(answer.body.meta).toEqual({ offerIds: [scarce.offerId] });
    const [order] = await ordersOf(quote.body.id);
    expect(order).toMatchObject({ status: 'cancelled', payment_status: 'none' });
    await services.settled();
    expect(await stockOf(scarce.offerId)).toEqual([1, 1, 0]);
    expect(await stockOf(plenty.offerId)).toEqual([5, 0, 0]);
    expect(await paymentsOf(order?.id ?? '')).toEqual([]);
    expect(await reservationsOf(order?.id ?? '')).toEqual([{ status: 'released' }]);
    expect(await told(OrderPlaced, order?.id ?? '')).toEqual([]);
  });

  it('leaves exactly as many orders as there are units, of twenty buyers at once', async () => {
    const lamp = await offer({ stock: 5 });
    const buyers = await Promise.all(
      Array.from({ length: 20 }, () => userWith(services, [{ offerId: lamp.offerId }])),
    );
    const quotes = await Promise.all(buyers.map((buyer) => askForQuote(services, buyer)));
    const answers = await Promise.all(
      buyers.map((buyer, index) => placeOrder(services, buyer, quotes[index]?.body.id ?? '')),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(5);
    const refusals = answers.filter((answer) => answer.status !== 201).map((answer) => codeOf(answer)[1]);
    // Who comes when the catalogue knows already is asked again before anything is recorded.
    expect(
      refusals.filter(
        (code) => !['order.out-of-stock', 'order.quote-changed', 'order.cart-changed'].includes(code ?? ''),
      ),
    ).toEqual([]);
    await services.settled();
    expect(await stockOf(lamp.offerId)).toEqual([0, 5, 0]);
  });
});

describe('a guest', () => {
  it('sees the order by its key and in no other way', async () => {
    const lamp = await offer();
    const buyer = await guestWith(services, [{ offerId: lamp.offerId }]);
    const { order, orderKey } = await buy(services, buyer);
    const key = orderKey ?? '';
    expect((await orderOf(services, { email: '' }, order.id, key)).body.number).toBe(order.number);
    const stranger = await userWith(services, []);
    for (const [visitor, given] of [
      [buyer, undefined],
      [buyer, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
      [stranger, undefined],
      [{ email: '' }, 'x'],
    ] as const) {
      expect(codeOf(await orderOf(services, visitor, order.id, given))).toEqual([404, 'order.not-found']);
    }
    const second = await buy(services, await guestWith(services, [{ offerId: lamp.offerId }]));
    expect(codeOf(await orderOf(services, buyer, second.order.id, key))).toEqual([404, 'order.not-found']);
  });

  it('finds it again by its number and address, and not by either alone', async () => {
    const lamp = await offer();
    const { order, orderKey } = await buy(services, await guestWith(services, [{ offerId: lamp.offerId }]));
    const lookUp = (number: string, email: string) =>
      services.call<{ orderId: string; orderKey: string }>('order', {
        method: 'POST',
        path: '/v1/orders/lookup',
        body: { number, email },
      });
    expect((await lookUp(` ${order.number.toLowerCase()} `, 'Guest@Buyers.example')).body).toEqual({
      orderId: order.id,
      orderKey,
    });
    expect(codeOf(await lookUp(order.number, 'other@buyers.example'))).toEqual([404, 'order.not-found']);
    expect(codeOf(await lookUp('HT-0000-0000', 'guest@buyers.example'))).toEqual([404, 'order.not-found']);
  });

  it('does not find the order of an account by number and address', async () => {
    const lamp = await offer();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const { order } = await buy(services, buyer);
    const answer = await services.call('order', {
      method: 'POST',
      path: '/v1/orders/lookup',
      body: { number: order.number, email: buyer.email },
    });
    expect(codeOf(answer)).toEqual([404, 'order.not-found']);
  });
});

describe('an account', () => {
  it('lists its own orders only, page by page', async () => {
    const lamp = await offer();
    const [mine, theirs] = [await userWith(services, []), await userWith(services, [])];
    const placed: string[] = [];
    for (const buyer of [mine, theirs, mine, mine]) {
      await services.call('cart', {
        method: 'POST',
        path: '/v1/cart/items',
        token: buyer.token,
        body: { offerId: lamp.offerId, quantity: 1 },
      });
      const { order } = await buy(services, buyer);
      if (buyer === mine) placed.unshift(order.id);
    }
    const seen: string[] = [];
    let path: string | undefined = '/v1/orders?limit=2';
    while (path) {
      const { body }: TestAnswer<OrderPage> = await services.call<OrderPage>('order', {
        path,
        token: mine.token,
      });
      seen.push(...body.items.map((order) => order.id));
      path = body.nextCursor ? `/v1/orders?limit=2&cursor=${body.nextCursor}` : undefined;
    }
    expect(seen).toEqual(placed);
  });

  it.each(['WzEsMl0', Buffer.from('["now","x"]').toString('base64url')])(
    'refuses the cursor %s',
    async (cursor) => {
      const { token } = await userWith(services, []);
      expect(codeOf(await services.call('order', { path: `/v1/orders?cursor=${cursor}`, token }))).toEqual([
        400,
        'http.cursor-invalid',
      ]);
    },
  );

  it('is not an administrator', async () => {
    const { token } = await userWith(services, []);
    expect(codeOf(await services.call('order', { path: '/v1/admin/orders', token }))).toEqual([
      403,
      'auth.wrong-audience',
    ]);
    expect((await services.call('order', { method: 'HEAD', path: '/v1/admin/orders', token })).status).toBe(
      403,
    );
  });
});
