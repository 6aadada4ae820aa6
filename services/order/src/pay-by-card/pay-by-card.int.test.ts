import { randomUUID } from 'node:crypto';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { CardPayment, SavedCard, SavedCardList } from '@haat/contracts/http/card.ts';
import type { OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { PlacedOrder } from '@haat/contracts/http/order.ts';
import { readConfig } from '@haat/payment/config.ts';
import type { PaymentTables } from '@haat/payment/db/tables.ts';
import { forgetCustomers } from '@haat/payment/forget-customers/forget-customers.job.ts';
import { createStripeGateway } from '@haat/payment/stripe/stripe-gateway.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
let shop: TestShop;
let lamp: OfferSnapshot;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
  shop = await openShop(services);
  const [offer] = await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]);
  if (!offer) throw new Error('there is no offer');
  lamp = offer;
  await services.settled();
});
afterAll(() => services.stop());

type User = TestBuyer & { readonly token: string; readonly userId: string };

/** An order that waits for its payment; one more of the same buyer when one is given. */
async function placed(buyer?: User): Promise<{ buyer: User; order: PlacedOrder }> {
  const line = { offerId: lamp.offerId, quantity: 1 };
  const by = buyer ?? (await userWith(services, [line]));
  if (buyer) {
    await services.call('cart', { method: 'POST', path: '/v1/cart/items', token: by.token, body: line });
  }
  return { buyer: by, order: await buy(services, by) };
}
const post = <Body>(path: string, token: string | undefined, body: object, headers = {}) =>
  services.call<Body>('order', { method: 'POST', path, headers, body, ...(token ? { token } : {}) });
const keep = ({ order }: PlacedOrder, token: string | undefined, wish = true) =>
  post(`/v1/orders/${order.id}/payment/keep-card`, token, { keep: wish });
const payBy = ({ order }: PlacedOrder, token: string | undefined, cardId: string, headers = {}) =>
  post<CardPayment>(`/v1/orders/${order.id}/payment/card`, token, { cardId }, headers);
const cardsOf = async ({ token }: Pick<User, 'token'>): Promise<SavedCard[]> =>
  (await services.call<SavedCardList>('payment', { path: '/v1/cards', token })).body.cards;
const remove = (id: string, token: string) =>
  services.call('payment', { method: 'DELETE', path: `/v1/cards/${id}`, token });
const confirmed = (buyer: TestBuyer, { order }: PlacedOrder) =>
  until('the order to be confirmed', async () => {
    const { body } = await orderOf(services, buyer, order.id);
    return body.status === 'confirmed' && body;
  });
const chargesOf = async ({ payment }: PlacedOrder) => {
  const { intents } = await services.payments().ledger();
  return intents.find(({ id }) => id === payment?.paymentIntentId)?.charges;
};

/** A buyer who kept a card with an earlier payment. */
async function withCard(method?: string): Promise<{ buyer: User; card: SavedCard }> {
  const { buyer, order } = await placed();
  expect((await keep(order, buyer.token)).status).toBe(204);
  if (method) {
    if (!order.payment) throw new Error('there is no payment');
    await services.payments().pay(order.payment, method);
  } else {
    await pay(services, buyer, order);
  }
  const [card] = await cardsOf(buyer);
  if (!card) throw new Error('no card was kept');
  return { buyer, card };
}

describe('a card', () => {
  it('is kept when its buyer wishes it, shown by its last digits, and pays the next order', async () => {
    const { buyer, card } = await withCard();
    expect(card).toEqual({
      id: expect.stringMatching(/^pm_/),
      brand: 'visa',
      last4: '4242',
      expMonth: 12,
      expYear: new Date().getUTCFullYear() + 3,
    });
    const { order } = await placed(buyer);
    const { status, body } = await payBy(order, buyer.token, card.id);
    expect([status, body]).toEqual([200, { outcome: 'paid', url: null, message: null }]);
    await confirmed(buyer, order);
    expect([await chargesOf(order), (await cardsOf(buyer)).length]).toEqual([1, 1]);
  });

  it('is not kept when nobody wished it, nor when the wish was taken back', async () => {
    const { buyer, order } = await placed();
    await pay(services, buyer, order);
    expect(await cardsOf(buyer)).toEqual([]);
    const again = await placed(buyer);
    await keep(again.order, buyer.token);
    await keep(again.order, buyer.token, false);
    await pay(services, buyer, again.order);
    expect(await cardsOf(buyer)).toEqual([]);
  });

  it('that was kept twice is one card, and goes as one', async () => {
    const { buyer, card } = await withCard();
    const { order } = await placed(buyer);
    await keep(order, buyer.token);
    await pay(services, buyer, order);
    const cards = await cardsOf(buyer);
    expect(cards).toHaveLength(1);
    expect((await remove(cards[0]?.id ?? card.id, buyer.token)).status).toBe(204);
    expect(await cardsOf(buyer)).toEqual([]);
  });

  it('that is removed pays nothing any more', async () => {
    const { buyer, card } = await withCard();
    expect((await remove(card.id, buyer.token)).status).toBe(204);
    expect(codeOf(await remove(card.id, buyer.token))).toEqual([404, 'payment.card-not-found']);
    const { order } = await placed(buyer);
    expect(codeOf(await payBy(order, buyer.token, card.id))).toEqual([404, 'order.card-not-found']);
    expect(await chargesOf(order)).toBe(0);
  });

  it('may still ask the bank first', async () => {
    const { buyer, order: first } = await placed();
    await keep(first, buyer.token);
    const environment = services.environment('payment');
    const gateway = createStripeGateway(readConfig({ ...environment }));
    const { provider_id: customer } = await services
      .database<PaymentTables>('payment')
      .selectFrom('customers')
      .select('provider_id')
      .where('user_id', '=', buyer.userId as never)
      .executeTakeFirstOrThrow();
    // As if an earlier payment with it had passed 3-D Secure.
    await attach(environment, 'pm_card_threeDSecure2Required', customer);
    expect(await gateway.listCards(customer)).toHaveLength(1);
    const [card] = await cardsOf(buyer);
    const { body } = await payBy(first, buyer.token, card?.id ?? '');
    expect([body.outcome, body.message]).toEqual(['redirect', null]);
    const url = new URL(body.url ?? '');
    expect(url.searchParams.get('return_url')).toBe(
      `http://localhost:8080/checkout/return?order=${first.order.id}`,
    );
    expect(await chargesOf(first)).toBe(0);
    await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), answer: 'pass' }),
    });
    await confirmed(buyer, first);
    expect(await chargesOf(first)).toBe(1);
  });

  it('that the bank refuses says why, and another way to pay is open', async () => {
    const { buyer, order } = await placed();
    await keep(order, buyer.token, false);
    const { provider_id: customer } = await services
      .database<PaymentTables>('payment')
      .selectFrom('customers')
      .select('provider_id')
      .where('user_id', '=', buyer.userId as never)
      .executeTakeFirstOrThrow();
    await attach(services.environment('payment'), 'pm_card_chargeDeclinedInsufficientFunds', customer);
    const [card] = await cardsOf(buyer);
    const { status, body } = await payBy(order, buyer.token, card?.id ?? '');
    expect([status, body]).toEqual([
      200,
      { outcome: 'refused', url: null, message: 'Your card has insufficient funds.' },
    ]);
    expect((await pay(services, buyer, order)).status).toBe('confirmed');
  });
});

async function attach(environment: Readonly<Record<string, string>>, method: string, customer: string) {
  const answer = await fetch(`${environment.STRIPE_API_BASE}/v1/payment_methods/${method}/attach`, {
    method: 'POST',
    headers: { authorization: `Bearer ${environment.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({ customer }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

describe('nobody', () => {
  it('sees, removes or pays with a card of somebody else', async () => {
    const { buyer, card } = await withCard();
    const { buyer: other, order } = await placed();
    await keep(order, other.token, false);
    const unchanged = await changesOf(services, 'payment');
    expect(await cardsOf(other)).toEqual([]);
    expect(codeOf(await remove(card.id, other.token))).toEqual([404, 'payment.card-not-found']);
    expect(codeOf(await payBy(order, other.token, card.id))).toEqual([404, 'order.card-not-found']);
    expect(await unchanged()).toEqual([]);
    expect([await chargesOf(order), (await cardsOf(buyer)).map(({ id }) => id)]).toEqual([0, [card.id]]);
  });

  it('pays somebody else’s order, or keeps the card that does', async () => {
    const { card, buyer } = await withCard();
    const { order } = await placed();
    expect(codeOf(await payBy(order, buyer.token, card.id))).toEqual([404, 'order.not-found']);
    expect(codeOf(await keep(order, buyer.token))).toEqual([404, 'order.not-found']);
    expect(await chargesOf(order)).toBe(0);
  });

  it('keeps a card as a guest, not even by the order’s key', async () => {
    const guest = await buy(services, await guestWith(services, [{ offerId: lamp.offerId }]));
    const { buyer, card } = await withCard();
    const headers = { 'x-order-key': guest.orderKey ?? '' };
    expect(codeOf(await payBy(guest, undefined, card.id, headers))).toEqual([401, 'auth.required']);
    expect(codeOf(await payBy(guest, buyer.token, card.id, headers))).toEqual([404, 'order.not-found']);
    expect(codeOf(await keep(guest, undefined))).toEqual([401, 'auth.required']);
    expect(codeOf(await services.call('payment', { path: '/v1/cards' }))).toEqual([401, 'auth.required']);
  });

  it('pays what is paid or ended', async () => {
    const { buyer, card } = await withCard();
    const { order } = await placed(buyer);
    await payBy(order, buyer.token, card.id);
    await confirmed(buyer, order);
    expect(codeOf(await payBy(order, buyer.token, card.id))).toEqual([409, 'order.not-payable']);
    const ended = await placed(buyer);
    await post(`/v1/orders/${ended.order.order.id}/cancel`, buyer.token, { reason: 'No' });
    expect(codeOf(await payBy(ended.order, buyer.token, card.id))).toEqual([409, 'order.not-payable']);
    expect(codeOf(await keep(ended.order, buyer.token))).toEqual([409, 'order.not-payable']);
    expect([await chargesOf(order), await chargesOf(ended.order)]).toEqual([1, 0]);
  });

  it.each([
    { cardId: 'pm_' },
    { cardId: 'cus_1' },
    { cardId: "pm_1' or '1'='1" },
    { cardId: 'pm_card_visa' },
    { cardId: 'pm_1NotThere', amount: 1 },
    { keep: 'yes' },
    {},
  ])('pays with %j', async (body) => {
    const { buyer, order } = await placed();
    for (const path of ['card', 'keep-card']) {
      const answer = await post(`/v1/orders/${order.order.id}/payment/${path}`, buyer.token, body);
      expect(codeOf(answer)).toEqual([400, 'http.validation']);
    }
  });

  it('pays with a card that there is not', async () => {
    const { buyer, order } = await placed();
    expect(codeOf(await payBy(order, buyer.token, 'pm_1NotThere'))).toEqual([404, 'order.card-not-found']);
    expect(await chargesOf(order)).toBe(0);
  });
});

describe('one charge comes', () => {
  it('of thirty presses of the button', async () => {
    const { buyer, card } = await withCard();
    const { order } = await placed(buyer);
    const answers = await Promise.all(Array.from({ length: 30 }, () => payBy(order, buyer.token, card.id)));
    for (const answer of answers) {
      expect([
        [200, 'paid'],
        [409, undefined],
      ]).toContainEqual([answer.status, answer.body.outcome]);
    }
    await confirmed(buyer, order);
    await services.settled();
    expect(await chargesOf(order)).toBe(1);
    const told = await services.committed('payment', PaymentSucceeded);
    expect(told.filter(({ payload }) => payload.orderId === order.order.id)).toHaveLength(1);
  });

  it('of a payment whose answer was lost', async () => {
    const { buyer, card } = await withCard();
    const { order } = await placed(buyer);
    await services.payments().addFault({
      match: `POST /v1/payment_intents/${order.payment?.paymentIntentId}/confirm`,
      times: 1,
      drop: 'after',
    });
    expect((await payBy(order, buyer.token, card.id)).body.outcome).toBe('paid');
    await confirmed(buyer, order);
    expect(await chargesOf(order)).toBe(1);
  });
});

describe('what is stored here', () => {
  it('says nothing of any card', async () => {
    await withCard();
    const query = services.database<Record<string, Record<string, unknown>>>('payment');
    for (const table of ['customers', 'payments', 'webhook_events', 'ledger_entries', 'outbox']) {
      const rows = await query.selectFrom(table).selectAll().execute();
      expect([table, /4242|"visa"|pm_/.test(JSON.stringify(rows))]).toEqual([table, false]);
    }
  });

  it('goes with the account, at the provider too', async () => {
    const { buyer, card } = await withCard();
    await services.publish(UserErased, { userId: buyer.userId, email: buyer.email });
    await services.drained('payment');
    expect(await cardsOf(buyer)).toEqual([]);
    const environment = services.environment('payment');
    const database = createDatabase<PaymentTables>({
      url: environment.DATABASE_URL ?? '',
      applicationName: 'tests',
      onError: () => {},
    });
    const stripe = createStripeGateway(readConfig({ ...environment }));
    const { provider_id } = await database.query
      .selectFrom('customers')
      .select('provider_id')
      .where('user_id', '=', buyer.userId as never)
      .executeTakeFirstOrThrow();
    const job = { database, stripe, logger: createLogger({ level: 'silent' }) };
    await Promise.all([forgetCustomers(job), forgetCustomers(job)]);
    const left = await database.query
      .selectFrom('customers')
      .select('user_id')
      .where('user_id', '=', buyer.userId as never)
      .execute();
    await database.close();
    expect(left).toEqual([]);
    await expect(stripe.listCards(provider_id)).rejects.toMatchObject({ code: 'resource_missing' });
    const { order } = await placed();
    expect(codeOf(await payBy(order, buyer.token, card.id))[0]).toBe(404);
  });
});

describe('an account that asks for its cards', () => {
  it('and never kept one is told of none, without the provider being asked', async () => {
    await services.payments().addFault({ match: 'GET /v1/payment_methods', times: 1, status: 500 });
    const nobody = {
      token: await services.identity.tokenFor(services.identity.user({ userId: randomUUID() })),
    };
    expect(await cardsOf(nobody)).toEqual([]);
    // The fault is still to come: it hits the next one who has a customer.
    const { buyer } = await withCard();
    expect(await cardsOf(buyer)).toHaveLength(1);
  });
});
