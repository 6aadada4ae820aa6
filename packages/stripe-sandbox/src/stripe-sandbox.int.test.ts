import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StripeSandbox, startStripeSandbox } from './stripe-sandbox.ts';

const SECRET = 'sk_test_for_these_tests';
const PUBLISHABLE = 'pk_test_for_these_tests';
const WEBHOOK_SECRET = 'whsec_for_these_tests';

let dataDir: string;
let sandbox: StripeSandbox;
let stripe: Stripe;

const start = async (webhookUrl?: string) => {
  sandbox = await startStripeSandbox({
    dataDir,
    webhookSecret: WEBHOOK_SECRET,
    secretKey: SECRET,
    publishableKey: PUBLISHABLE,
    ...(webhookUrl ? { webhookUrl } : {}),
  });
  stripe = new Stripe(SECRET, {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 2,
    telemetry: false,
  });
};
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'));
  await start();
});
afterEach(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

const ledger = async () => {
  const answer = await fetch(`${sandbox.url}/sandbox/ledger`, {
    headers: { authorization: `Bearer ${SECRET}` },
  });
  return (await answer.json()) as { captured: number; refunded: number; intents: { charges: number }[] };
};
const newIntent = (amount = 2_000) => stripe.paymentIntents.create({ amount, currency: 'usd' });
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Stripe.errors.StripeError) => error,
  );

describe('test cards', () => {
  it('charges 4242 once and tells the amount', async () => {
    const intent = await stripe.paymentIntents.confirm((await newIntent()).id, {
      payment_method: 'pm_card_visa',
    });
    expect([intent.status, intent.amount_received]).toEqual(['succeeded', 2_000]);
    expect((await ledger()).captured).toBe(2_000);
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
  ])('declines %s with %s and charges nothing', async (method, code, declineCode) => {
    const { id } = await newIntent();
    const error = await errorOf(stripe.paymentIntents.confirm(id, { payment_method: method }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect([error?.code, error?.decline_code]).toEqual([code, declineCode]);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
    expect((await ledger()).captured).toBe(0);
  });

  it('asks for 3-D Secure and charges when it is passed, not when it is failed', async () => {
    for (const [answer, status] of [
      ['fail', 'requires_payment_method'],
      ['pass', 'succeeded'],
    ] as const) {
      const { id } = await newIntent();
      const confirmed = await stripe.paymentIntents.confirm(id, {
        payment_method: 'pm_card_threeDSecure2Required',
        return_url: 'http://localhost:1/back',
      });
      expect(confirmed.status).toBe('requires_action');
      const url = new URL(confirmed.next_action?.redirect_to_url?.url ?? '');
      const reply = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), answer }),
      });
      expect(reply.status).toBe(303);
      expect(new URL(reply.headers.get('location') ?? '').searchParams.get('payment_intent')).toBe(id);
      expect((await stripe.paymentIntents.retrieve(id)).status).toBe(status);
    }
  });
});

describe('the browser', () => {
  const post = (path: string, body: Record<string, string>) =>
    fetch(sandbox.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${PUBLISHABLE}`, origin: 'http://localhost:8080' },
      body: new URLSearchParams(body),
    });

  it('pays with card fields and the client secret, and not without it', async () => {
    const intent = await newIntent();
    const method = (await (
      await post('/v1/payment_methods', {
        type: 'card',
        'card[number]': '4242 4242 4242 4242',
        'card[exp_month]': '12',
        'card[exp_year]': '34',
        'card[cvc]': '123',
      })
    ).json()) as { id: string };
    const confirm = (secret: string) =>
      post(`/v1/payment_intents/${intent.id}/confirm`, { payment_method: method.id, client_secret: secret });
    expect((await confirm('guessed')).status).toBe(400);
    expect((await ledger()).captured).toBe(0);
    expect((await confirm(intent.client_secret ?? '')).status).toBe(200);
    expect((await ledger()).captured).toBe(2_000);
  });

  it.each([
    ['4242424242424241', 'incorrect_number'],
    ['4111111111111111', 'test_mode_live_card'],
  ])('refuses the number %s with %s', async (number, code) => {
    const answer = await post('/v1/payment_methods', {
      type: 'card',
      'card[number]': number,
      'card[exp_month]': '12',
      'card[exp_year]': '34',
    });
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe(code);
  });

  it('may not create or refund', async () => {
    expect((await post('/v1/payment_intents', { amount: '1', currency: 'usd' })).status).toBe(401);
    expect((await post('/v1/refunds', { payment_intent: 'pi_x' })).status).toBe(401);
  });
});

describe('idempotency', () => {
  it('creates one intent for fifty requests with one key', async () => {
    const created = await Promise.all(
      Array.from({ length: 50 }, () =>
        stripe.paymentIntents.create({ amount: 500, currency: 'usd' }, { idempotencyKey: 'one-key' }),
      ),
    );
    expect(new Set(created.map((intent) => intent.id)).size).toBe(1);
  });

  it('refuses the key for other parameters', async () => {
    await stripe.paymentIntents.create({ amount: 500, currency: 'usd' }, { idempotencyKey: 'k' });
    const error = await errorOf(
      stripe.paymentIntents.create({ amount: 600, currency: 'usd' }, { idempotencyKey: 'k' }),
    );
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it('charges once when the reply is lost and the SDK repeats', async () => {
    const { id } = await newIntent();
    await fetch(`${sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify({ match: `POST /v1/payment_intents/${id}/confirm`, times: 1, drop: 'after' }),
    });
    const intent = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(intent.status).toBe('succeeded');
    expect((await ledger()).intents.map((entry) => entry.charges)).toEqual([1]);
  });
});

describe('refunds', () => {
  it('never give back more than was charged, however many ask at once', async () => {
    const { id } = await newIntent(1_000);
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    const results = await Promise.all(
      Array.from({ length: 50 }, () => errorOf(stripe.refunds.create({ payment_intent: id, amount: 300 }))),
    );
    expect(results.filter((error) => error === undefined).length).toBe(3);
    expect((await ledger()).refunded).toBe(900);
  });
});

describe('webhooks', () => {
  it('are signed, and come again until they are taken, also after a restart', async () => {
    const received: Stripe.Event[] = [];
    let refusals = 1;
    const { promise: paid, resolve } = Promise.withResolvers<Stripe.Event>();
    const endpoint = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
      const event = stripe.webhooks.constructEvent(
        body,
        String(request.headers['stripe-signature']),
        WEBHOOK_SECRET,
      );
      received.push(event);
      const refused = event.type === 'payment_intent.succeeded' && refusals-- > 0;
      response.writeHead(refused ? 500 : 200).end();
      if (event.type === 'payment_intent.succeeded' && !refused) resolve(event);
    }).listen(0, '127.0.0.1');
    await once(endpoint, 'listening');
    const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
    const { id } = await newIntent();
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await sandbox.close();
    await start(url);
    const event = await paid;
    expect((event.data.object as Stripe.PaymentIntent).id).toBe(id);
    const ids = received.filter(({ type }) => type === 'payment_intent.succeeded').map((each) => each.id);
    expect(ids).toEqual([event.id, event.id]);
    endpoint.close();
  });
});

describe('a card that is kept', () => {
  const newCustomer = (email = 'meera@buyers.example') => stripe.customers.create({ email });
  const cardsOf = async (customer: string) =>
    (await stripe.paymentMethods.list({ customer, type: 'card' })).data.map(({ id }) => id);
  const newCard = () =>
    stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' },
    });
  const pay = (customer: string | undefined, params: Partial<Stripe.PaymentIntentCreateParams>) =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: 'usd',
      confirm: true,
      ...(customer ? { customer } : {}),
      ...params,
    });

  it('belongs to its buyer once a payment that wished it succeeded, and pays again', async () => {
    const { id: customer } = await newCustomer();
    const card = await newCard();
    expect(await cardsOf(customer)).toEqual([]);
    const first = await pay(customer, { payment_method: card.id, setup_future_usage: 'on_session' });
    expect([first.status, first.customer, first.setup_future_usage]).toEqual([
      'succeeded',
      customer,
      'on_session',
    ]);
    const kept = await stripe.paymentMethods.retrieve(card.id);
    expect([kept.customer, kept.card?.brand, kept.card?.last4, kept.card?.exp_year]).toEqual([
      customer,
      'visa',
      '4242',
      2034,
    ]);
    expect(await cardsOf(customer)).toEqual([card.id]);
    expect((await pay(customer, { payment_method: card.id })).status).toBe('succeeded');
    expect((await ledger()).captured).toBe(4_000);
  });

  it('is wished for, and not, until the payment is made', async () => {
    const { id: customer } = await newCustomer();
    const { id } = await newIntent();
    await stripe.paymentIntents.update(id, { customer, setup_future_usage: 'on_session' });
    const changed = await stripe.paymentIntents.update(id, { setup_future_usage: '' });
    expect([changed.customer, changed.setup_future_usage]).toEqual([customer, null]);
    const { id: other } = await newCustomer();
    expect((await errorOf(stripe.paymentIntents.update(id, { customer: other })))?.param).toBe('customer');
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await cardsOf(customer)).toEqual([]);
    expect((await errorOf(stripe.paymentIntents.update(id, { setup_future_usage: '' })))?.code).toBe(
      'payment_intent_unexpected_state',
    );
  });

  it('is kept after 3-D Secure was passed, not when it was failed or the card refused', async () => {
    const { id: customer } = await newCustomer();
    const answer = async (reply: 'pass' | 'fail') => {
      const intent = await pay(customer, {
        payment_method: 'pm_card_threeDSecure2Required',
        setup_future_usage: 'on_session',
        return_url: 'http://localhost:1/back',
      });
      const url = new URL(intent.next_action?.redirect_to_url?.url ?? '');
      await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), answer: reply }),
      });
    };
    await answer('fail');
    const refused = await errorOf(
      pay(customer, { payment_method: 'pm_card_chargeDeclined', setup_future_usage: 'on_session' }),
    );
    expect([refused?.code, await cardsOf(customer)]).toEqual(['card_declined', []]);
    await answer('pass');
    expect(await cardsOf(customer)).toHaveLength(1);
  });

  it('is not charged for anybody else, and not without saying whose it is', async () => {
    const [{ id: a }, { id: b }] = [await newCustomer(), await newCustomer()];
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: a });
    expect((await errorOf(pay(b, { payment_method: id })))?.message).toBe(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    );
    expect((await errorOf(pay(undefined, { payment_method: id })))?.message).toContain(
      'you must provide the customer',
    );
    expect((await errorOf(stripe.paymentMethods.attach(id, { customer: b })))?.message).toContain(
      'already been attached',
    );
    expect([await cardsOf(a), await cardsOf(b), (await ledger()).captured]).toEqual([[id], [], 0]);
  });

  it('is gone when it is detached, and cannot come back', async () => {
    const { id: customer } = await newCustomer();
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    expect((await stripe.paymentMethods.detach(id)).customer).toBe(null);
    expect(await cardsOf(customer)).toEqual([]);
    for (const again of [
      stripe.paymentMethods.attach(id, { customer }),
      pay(customer, { payment_method: id }),
      pay(undefined, { payment_method: id }),
    ]) {
      expect((await errorOf(again))?.code).toBe('payment_method_unexpected_state');
    }
    expect((await errorOf(stripe.paymentMethods.detach(id)))?.type).toBe('StripeInvalidRequestError');
  });

  it('that paid without being anybody’s is not taken a second time', async () => {
    const { id: customer } = await newCustomer();
    const { id } = await newCard();
    await pay(undefined, { payment_method: id });
    expect((await errorOf(pay(undefined, { payment_method: id })))?.code).toBe(
      'payment_method_unexpected_state',
    );
    expect((await errorOf(stripe.paymentMethods.attach(id, { customer })))?.code).toBe(
      'payment_method_unexpected_state',
    );
  });

  it('goes with its buyer', async () => {
    const { id: customer } = await newCustomer();
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    expect(await stripe.customers.del(customer)).toMatchObject({ id: customer, deleted: true });
    expect((await errorOf(stripe.customers.retrieve(customer)))?.code).toBe('resource_missing');
    expect((await errorOf(pay(customer, { payment_method: id })))?.param).toBe('customer');
    expect((await errorOf(pay(undefined, { payment_method: id })))?.code).toBe(
      'payment_method_unexpected_state',
    );
  });

  it('is out of the browser’s reach: its key may not look at cards or buyers', async () => {
    const { id: customer } = await newCustomer();
    for (const [method, path] of [
      ['GET', `/v1/customers/${customer}/payment_methods`],
      ['GET', `/v1/payment_methods?customer=${customer}`],
      ['POST', '/v1/customers'],
      ['POST', `/v1/payment_methods/pm_card_visa/attach`],
      ['DELETE', `/v1/customers/${customer}`],
    ] as const) {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${PUBLISHABLE}` },
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});
