import { randomUUID } from 'node:crypto';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { SavedCardList } from '@haat/contracts/http/card.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { Order, PlacedOrder } from '@haat/contracts/http/order.ts';
import type { Return } from '@haat/contracts/http/return.ts';
import type { InventoryTables } from '@haat/inventory/db/tables.ts';
import type { OrderTables } from '@haat/order/db/tables.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import {
  askForQuote,
  buy,
  CHECKOUT_SERVICES,
  orderOf,
  pay,
  placeOrder,
  type TestBuyer,
  userWith,
} from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestAnswer, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What holds once must hold in a race: each limit is tried fifty times at the same moment. */
const TRIES = 50;

let services: TestServices;
let shop: TestShop;
let staff: string;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  shop = await openShop(services);
  staff = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
});
afterAll(() => services.stop());

type User = TestBuyer & { readonly token: string; readonly userId: string };
interface Bought {
  readonly buyer: User;
  readonly placed: PlacedOrder;
  readonly order: Order;
  readonly partId: string;
  readonly lamp: OfferSnapshot;
}

const fifty = <Body>(call: (index: number) => Promise<TestAnswer<Body>>) =>
  Promise.all(Array.from({ length: TRIES }, (_, index) => call(index)));
const post = <Body>(
  service: ServiceName,
  path: string,
  token: string,
  body?: object,
  key: string = randomUUID(),
) =>
  services.call<Body & { readonly code?: string }>(service, {
    method: 'POST',
    path,
    token,
    headers: { 'idempotency-key': key },
    ...(body ? { body } : {}),
  });
/** How often each answer was given: `201`, or a refusal's code. */
const tally = (answers: readonly TestAnswer<{ readonly code?: string }>[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = status < 300 ? String(status) : `${status} ${body.code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

async function lampOf(stock = 50): Promise<OfferSnapshot> {
  const [lamp] = await listOffers(services, shop, [{ title: 'Lamp', price: '10.00', stock }]);
  if (!lamp) throw new Error('there is no lamp');
  await services.settled();
  return lamp;
}

/** Lamps of $10.00, paid. */
async function bought(quantity: number): Promise<Bought> {
  const lamp = await lampOf();
  const buyer = await userWith(services, [{ offerId: lamp.offerId, quantity }]);
  const placed = await buy(services, buyer);
  const order = await pay(services, buyer, placed);
  await services.settled();
  const [part] = order.sellerOrders;
  if (!part) throw new Error('the order has no part');
  return { buyer, placed, order, partId: part.id, lamp };
}

async function delivered(quantity: number): Promise<Bought> {
  const some = await bought(quantity);
  for (const [step, body] of [['pack'], ['ship', { carrier: 'UPS', trackingNumber: '1Z' }], ['deliver']] as [
    string,
    object?,
  ][]) {
    const { status } = await post('order', `/v1/seller/orders/${some.partId}/${step}`, shop.token, body);
    expect(status).toBe(200);
  }
  await services.settled();
  return some;
}

const linesOf = ({ lamp }: Bought, quantity: number) => [{ offerId: lamp.offerId, quantity }];
const orderNow = async ({ buyer, order }: Bought) => (await orderOf(services, buyer, order.id)).body;
const stockOf = async ({ offerId }: OfferSnapshot) => {
  const { available, reserved, sold } = await services
    .database<InventoryTables>('inventory')
    .selectFrom('stock')
    .select(['available', 'reserved', 'sold'])
    .where('offer_id', '=', offerId as never)
    .executeTakeFirstOrThrow();
  return { available, reserved, sold };
};
/** By the provider's own books. */
const intentOf = async ({ payment }: PlacedOrder) => {
  const { intents } = await services.payments().ledger();
  const intent = intents.find(({ id }) => id === payment?.paymentIntentId);
  if (!intent) throw new Error('the provider has no such payment');
  return intent;
};
/** What was asked back and what the provider has given back, once both are the same. */
const moneyBack = async (some: Bought): Promise<number> => {
  await services.settled();
  const events = await services.committed('order', RefundRequested);
  const asked = events
    .filter(({ payload }) => payload.orderId === some.order.id)
    .reduce((sum, { payload }) => sum + (payload.amount?.amount ?? some.order.totals.total.amount), 0);
  await until(
    'the provider to have refunded it',
    async () => (await intentOf(some.placed)).refunded === asked,
  );
  return asked;
};

describe('the last one', () => {
  it('on the shelf is sold to one of fifty', async () => {
    const lamp = await lampOf(1);
    const buyers = await Promise.all(
      Array.from({ length: TRIES }, () => userWith(services, [{ offerId: lamp.offerId }])),
    );
    const quotes = await Promise.all(buyers.map((buyer) => askForQuote(services, buyer)));
    const answers = await fifty((index) =>
      placeOrder<PlacedOrder & { code?: string }>(
        services,
        buyers[index] as User,
        quotes[index]?.body.id ?? '',
      ),
    );
    expect(tally(answers)).toEqual({ 201: 1, '409 order.out-of-stock': TRIES - 1 });
    expect(await stockOf(lamp)).toEqual({ available: 0, reserved: 1, sold: 0 });
  });
});

describe('one quote', () => {
  it('is one order and one payment, whoever sends it again under which key', async () => {
    const lamp = await lampOf();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const quote = await askForQuote(services, buyer);
    const answers = await fifty((index) =>
      placeOrder<PlacedOrder & { code?: string }>(
        services,
        buyer,
        quote.body.id,
        `s6-${index % 5}-${buyer.userId}`,
      ),
    );
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.order.id));
    expect(ids.size).toBe(1);
    const orders = await services
      .database<OrderTables>('order')
      .selectFrom('orders')
      .select('id')
      .where('user_id', '=', buyer.userId as never)
      .execute();
    expect(orders).toHaveLength(1);
    expect(await stockOf(lamp)).toEqual({ available: 49, reserved: 1, sold: 0 });
  });
});

describe('one payment', () => {
  it('is charged once, of fifty by a kept card', async () => {
    const lamp = await lampOf();
    const buyer = await userWith(services, [{ offerId: lamp.offerId }]);
    const first = await buy(services, buyer);
    await post('order', `/v1/orders/${first.order.id}/payment/keep-card`, buyer.token, { keep: true });
    await pay(services, buyer, first);
    const { body } = await services.call<SavedCardList>('payment', { path: '/v1/cards', token: buyer.token });
    const cart = { offerId: lamp.offerId, quantity: 1 };
    await services.call('cart', { method: 'POST', path: '/v1/cart/items', token: buyer.token, body: cart });
    const placed = await buy(services, buyer);
    const path = `/v1/orders/${placed.order.id}/payment/card`;
    const answers = await fifty(() =>
      post<object>('order', path, buyer.token, { cardId: body.cards[0]?.id ?? '' }),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const { charges, captured } = await intentOf(placed);
    expect([charges, captured]).toEqual([1, placed.order.totals.total.amount]);
  });
});

describe('what was paid', () => {
  it('goes back once, of fifty who cancel the same item', async () => {
    const some = await bought(1);
    const path = `/v1/orders/${some.order.id}/cancellations`;
    const answers = await fifty(() =>
      post<object>('order', path, some.buyer.token, { lines: linesOf(some, 1), reason: 'Changed my mind' }),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(await moneyBack(some)).toBe(some.order.totals.total.amount);
    expect(await stockOf(some.lamp)).toEqual({ available: 50, reserved: 0, sold: 0 });
  });

  it('goes back for three of three, of fifty who cancel one each', async () => {
    const some = await bought(3);
    const path = `/v1/orders/${some.order.id}/cancellations`;
    const answers = await fifty(() =>
      post<object>('order', path, some.buyer.token, { lines: linesOf(some, 1), reason: 'Changed my mind' }),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(3);
    expect(await moneyBack(some)).toBe(some.order.totals.total.amount);
    expect(await stockOf(some.lamp)).toEqual({ available: 50, reserved: 0, sold: 0 });
    expect((await orderNow(some)).status).toBe('cancelled');
  });

  it('goes back once, of items cancelled, the order cancelled and a refund by the staff at once', async () => {
    const some = await bought(5);
    const { id } = some.order;
    const ways = [
      () =>
        post<object>('order', `/v1/orders/${id}/cancellations`, some.buyer.token, {
          lines: linesOf(some, 1),
        }),
      () =>
        post<object>('order', `/v1/orders/${id}/cancel`, some.buyer.token, { reason: 'No longer wanted' }),
      () => post<object>('order', `/v1/admin/orders/${id}/refund`, staff, { reason: 'Asked by telephone' }),
    ];
    await fifty((index) => (ways[index % ways.length] as (typeof ways)[0])());
    expect(await moneyBack(some)).toBe(some.order.totals.total.amount);
    const { refunded, captured } = await intentOf(some.placed);
    expect([refunded, captured]).toEqual([some.order.totals.total.amount, some.order.totals.total.amount]);
    expect(await stockOf(some.lamp)).toEqual({ available: 50, reserved: 0, sold: 0 });
  });

  it('and what is packed are one of two: cancelled, or on its way', async () => {
    const some = await bought(1);
    const answers = await fifty((index) =>
      index % 2 === 0
        ? post<object>('order', `/v1/orders/${some.order.id}/cancellations`, some.buyer.token, {
            lines: linesOf(some, 1),
            reason: 'Changed my mind',
          })
        : post<object>('order', `/v1/seller/orders/${some.partId}/pack`, shop.token),
    );
    const cancelled = answers.filter(({ status }, index) => index % 2 === 0 && status < 300).length;
    const [part] = (await orderNow(some)).sellerOrders;
    const back = await moneyBack(some);
    expect([cancelled, part?.status, back]).toEqual(
      part?.status === 'packed' ? [0, 'packed', 0] : [1, 'cancelled', some.order.totals.total.amount],
    );
  });
});

describe('what was delivered', () => {
  const ask = (some: Bought, quantity: number) =>
    post<Return>('order', `/v1/orders/${some.order.id}/returns`, some.buyer.token, {
      lines: linesOf(some, quantity),
      reason: 'damaged',
      comment: '',
    });

  it('is in one return, of fifty who ask for it', async () => {
    const some = await delivered(1);
    const answers = await fifty(() => ask(some, 1));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await orderNow(some)).returns).toHaveLength(1);
  });

  it('comes back in three returns of one, of fifty, and never a fourth', async () => {
    const some = await delivered(3);
    const answers = await fifty(() => ask(some, 1));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect((await orderNow(some)).returns).toHaveLength(3);
  });

  it('is refunded and put on the shelf once, of fifty who receive it or settle it', async () => {
    const some = await delivered(2);
    const { body } = await ask(some, 1);
    await post('order', `/v1/seller/returns/${body.id}/approve`, shop.token);
    const received = { condition: 'As new', restock: true };
    await fifty((index) =>
      index % 2 === 0
        ? post<object>('order', `/v1/seller/returns/${body.id}/receive`, shop.token, received)
        : post<object>('order', `/v1/admin/returns/${body.id}/settle`, staff, { reason: 'It is on the way' }),
    );
    expect(await moneyBack(some)).toBe(body.refund.total.amount);
    const { sold, available } = await stockOf(some.lamp);
    // The staff settle without the items: then nothing is put back.
    expect([2, 1]).toContain(sold);
    expect(available + sold).toBe(50);
    const refunds = (await services.committed('order', RefundRequested)).filter(
      ({ payload }) => payload.orderId === some.order.id,
    );
    expect(refunds).toHaveLength(1);
  });
});

describe('one review', () => {
  it('of a product is left by one buyer, of fifty', async () => {
    const some = await delivered(1);
    const path = `/v1/products/${some.lamp.productId}/reviews`;
    const words = { stars: 5, title: 'Bright', body: 'It lights the whole desk.' };
    const answers = await fifty(() => post<object>('catalog', path, some.buyer.token, words));
    expect(tally(answers)).toEqual({ 201: 1, '409 review.exists': TRIES - 1 });
    const { body } = await services.call<{ rating: { count: number } }>('catalog', {
      path: `/v1/products/${some.lamp.productId}`,
    });
    expect(body.rating.count).toBe(1);
  });

  it('of a seller is left by one parcel, of fifty', async () => {
    const some = await delivered(1);
    const before = await ratingsOfShop();
    const words = { sellerOrderId: some.partId, stars: 5, body: 'Quick and kind.' };
    const answers = await fifty(() => post<object>('seller', '/v1/seller-reviews', some.buyer.token, words));
    expect(tally(answers)).toEqual({ 201: 1, '409 seller-review.exists': TRIES - 1 });
    expect(await ratingsOfShop()).toBe(before + 1);
  });
});

const ratingsOfShop = async () => {
  const { body } = await services.call<{ rating: { count: number } }>('seller', {
    path: `/v1/sellers/${shop.slug}`,
  });
  return body.rating.count;
};

describe('one report', () => {
  it('of a shop is open for one reporter, of fifty', async () => {
    const token = await services.identity.tokenFor(services.identity.user());
    const report = { reason: 'misleading', text: 'The lamp is a candle.' };
    const answers = await fifty(() =>
      post<object>('seller', `/v1/sellers/${shop.slug}/reports`, token, report),
    );
    expect(tally(answers)).toEqual({ 201: 1, '409 shop-report.open': TRIES - 1 });
  });
});
