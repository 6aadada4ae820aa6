import { createHmac, randomUUID } from 'node:crypto';
import { PaymentFailed } from '@haat/contracts/events/payment-failed.v1.ts';
import { PaymentRefunded } from '@haat/contracts/events/payment-refunded.v1.ts';
import { PaymentSucceeded } from '@haat/contracts/events/payment-succeeded.v1.ts';
import { RefundRequested } from '@haat/contracts/events/refund-requested.v1.ts';
import type { Payment } from '@haat/contracts/http/payment.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { STRIPE_KEYS } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import type { PaymentTables } from '../db/tables.ts';
import { reconcilePayments } from '../reconcile-payments/reconcile-payments.job.ts';
import { createStripeGateway } from '../stripe/stripe-gateway.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['payment']);
});
afterEach(() => services.payments().resumeWebhooks());
afterAll(() => services.stop());

const database = () => services.database<PaymentTables>('payment');
const begin = async (amount = 5_000, orderId: string = randomUUID()) => {
  const { status, body } = await services.callAsService<Payment>('payment', {
    method: 'POST',
    path: '/internal/payments',
    body: { orderId, orderNumber: 'HT-7K3M-92QD', email: 'a@b.example', amount: { amount, currency: 'USD' } },
  });
  if (status !== 200 || !body.handle) throw new Error(`the payment was answered with ${status}`);
  return { ...body, handle: body.handle, orderId };
};
const rowOf = (orderId: string) =>
  database()
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', orderId as never)
    .executeTakeFirstOrThrow();
const succeeded = (orderId: string) =>
  until('the payment to have succeeded', async () => (await rowOf(orderId)).status === 'succeeded');
const entriesOf = async (paymentId: string) => {
  const rows = await database()
    .selectFrom('ledger_entries')
    .select(['account', 'amount'])
    .where('payment_id', '=', paymentId as never)
    .orderBy('id')
    .execute();
  return rows.map(({ account, amount }) => [account, amount]);
};
const rememberedWebhook = (body: string) =>
  database()
    .selectFrom('webhook_events')
    .select('outcome')
    .where('id', '=', (JSON.parse(body) as { id: string }).id)
    .execute();
const toldOf = async (
  definition: typeof PaymentSucceeded | typeof PaymentFailed | typeof PaymentRefunded,
  orderId: string,
) => (await services.committed('payment', definition)).filter(({ payload }) => payload.orderId === orderId);
const intentOf = async (id: string) =>
  (await services.payments().ledger()).intents.find((intent) => intent.id === id);

/** An event as the provider would send it of a payment's intent. */
const eventOf = async (
  orderId: string,
  intent: object = {},
  type = 'payment_intent.succeeded',
  id = randomUUID(),
) => {
  const payment = await rowOf(orderId);
  return JSON.stringify({
    id: `evt_${id}`,
    object: 'event',
    type,
    data: {
      object: {
        id: payment.intent_id,
        object: 'payment_intent',
        status: 'succeeded',
        amount: payment.amount,
        amount_received: payment.amount,
        currency: 'usd',
        metadata: { payment_id: payment.id, order_id: orderId },
        ...intent,
      },
    },
  });
};
const signatureOf = (
  body: string,
  at = Math.floor(Date.now() / 1000),
  secret: string = STRIPE_KEYS.webhookSecret,
) => `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
const deliver = (body: string, signature: string | undefined = signatureOf(body)) =>
  services.call('payment', {
    method: 'POST',
    path: '/v1/webhooks/stripe',
    body,
    headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) },
  });

describe('a webhook', () => {
  it('of a payment that succeeded books it, once of twenty deliveries at the same moment', async () => {
    const { id, orderId } = await begin();
    const body = await eventOf(orderId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    expect(await rowOf(orderId)).toMatchObject({ status: 'succeeded', refunded: 0 });
    expect(await entriesOf(id)).toEqual([
      ['provider_balance', 5_000],
      ['orders_payable', -5_000],
    ]);
    expect((await toldOf(PaymentSucceeded, orderId)).map(({ payload }) => payload)).toEqual([
      { orderId, paymentId: id, amount: { amount: 5_000, currency: 'USD' } },
    ]);
  });

  it('of the same success under another id changes nothing', async () => {
    const { id, orderId } = await begin();
    await deliver(await eventOf(orderId));
    await deliver(await eventOf(orderId));
    expect(await entriesOf(id)).toHaveLength(2);
    expect(await toldOf(PaymentSucceeded, orderId)).toHaveLength(1);
  });

  it('comes from the provider itself when a card is charged', async () => {
    const { id, orderId, handle } = await begin();
    expect(await services.payments().pay(handle)).toBe(200);
    await succeeded(orderId);
    expect(await entriesOf(id)).toHaveLength(2);
    expect((await intentOf(handle.paymentIntentId))?.captured).toBe(5_000);
  });

  it('of a refused card is told, and the payment stays open', async () => {
    const { orderId, handle } = await begin();
    expect(await services.payments().pay(handle, 'pm_card_chargeDeclined')).toBe(402);
    const [failed] = await until('the failure', async () => {
      const told = await toldOf(PaymentFailed, orderId);
      return told.length > 0 && told;
    });
    expect(failed?.payload).toMatchObject({ code: 'generic_decline', message: 'Your card was declined.' });
    expect((await rowOf(orderId)).status).toBe('pending');
  });

  it('of a refused card is told once of twenty deliveries at the same moment', async () => {
    const { orderId } = await begin();
    const { version } = await rowOf(orderId);
    const refused = { status: 'requires_payment_method', amount_received: 0 };
    const body = await eventOf(orderId, refused, 'payment_intent.payment_failed');
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    expect(await rowOf(orderId)).toMatchObject({ status: 'pending', version: version + 1 });
    expect(await toldOf(PaymentFailed, orderId)).toHaveLength(1);
    expect(await rememberedWebhook(body)).toEqual([{ outcome: 'failed' }]);
  });

  it('of a failure that comes after the success changes nothing', async () => {
    const { orderId } = await begin();
    await deliver(await eventOf(orderId));
    const late = { status: 'requires_payment_method', amount_received: 0 };
    await deliver(await eventOf(orderId, late, 'payment_intent.payment_failed'));
    expect((await rowOf(orderId)).status).toBe('succeeded');
    expect(await toldOf(PaymentFailed, orderId)).toEqual([]);
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, (body: string) => string | undefined]>([
    ['no signature', () => ''],
    ['the signature of another secret', (body) => signatureOf(body, now(), 'whsec_somebody_else')],
    ['the signature of another body', () => signatureOf('{}')],
    ['a signature from ten minutes ago', (body) => signatureOf(body, now() - 600)],
    [
      'a signature with a newer time written over it',
      (body) => signatureOf(body, now() - 600).replace(/t=\d+/, `t=${now()}`),
    ],
    ['text that is no signature', () => 'v1=deadbeef'],
  ])('with %s is refused and leaves no trace', async (_what, sign) => {
    const { id, orderId } = await begin();
    const body = await eventOf(orderId);
    expect(codeOf(await deliver(body, sign(body)))).toEqual([400, 'payment.signature-invalid']);
    expect((await rowOf(orderId)).status).toBe('pending');
    expect([await rememberedWebhook(body), await entriesOf(id)]).toEqual([[], []]);
    expect(await toldOf(PaymentSucceeded, orderId)).toEqual([]);
  });

  it('whose body was written anew on the way is refused: the signature is over its bytes', async () => {
    const { orderId } = await begin();
    const body = await eventOf(orderId);
    const anew = JSON.stringify(JSON.parse(body), null, 1);
    expect(codeOf(await deliver(anew, signatureOf(body)))).toEqual([400, 'payment.signature-invalid']);
    expect((await rowOf(orderId)).status).toBe('pending');
  });

  it.each([
    ['less money', { amount_received: 4_999 }],
    ['another currency', { currency: 'jpy' }],
    ['a payment that is not ours', { metadata: { payment_id: randomUUID() } }],
    ['no payment at all', { metadata: {} }],
  ])('that is genuine and tells of %s books nothing', async (_what, intent) => {
    const { id, orderId } = await begin();
    expect((await deliver(await eventOf(orderId, intent))).status).toBe(200);
    expect((await rowOf(orderId)).status).toBe('pending');
    expect(await entriesOf(id)).toEqual([]);
    expect(await toldOf(PaymentSucceeded, orderId)).toEqual([]);
  });

  it('of a kind that nobody asked for is taken and ignored', async () => {
    const { orderId } = await begin();
    expect((await deliver(await eventOf(orderId, {}, 'charge.updated'))).status).toBe(200);
    expect((await rowOf(orderId)).status).toBe('pending');
  });
});

describe('beginning a payment', () => {
  it('makes one intent of an order, however often and however closely it is asked', async () => {
    const orderId = randomUUID();
    const payments = await Promise.all(Array.from({ length: 6 }, () => begin(700, orderId)));
    expect(new Set(payments.map((payment) => payment.handle.paymentIntentId)).size).toBe(1);
    const { intents } = await services.payments().ledger();
    expect(intents.filter((intent) => intent.id === payments[0]?.handle.paymentIntentId)).toHaveLength(1);
  });

  it('makes one intent although the provider’s reply is lost', async () => {
    const { intents: before } = await services.payments().ledger();
    await services.payments().addFault({ match: 'POST /v1/payment_intents', times: 1, drop: 'after' });
    await begin(900);
    const { intents } = await services.payments().ledger();
    expect(intents).toHaveLength(before.length + 1);
  });

  it('refuses another amount for the same order', async () => {
    const { orderId } = await begin(700);
    const answer = await services.callAsService('payment', {
      method: 'POST',
      path: '/internal/payments',
      body: { orderId, orderNumber: 'X', email: 'a@b.example', amount: { amount: 1, currency: 'USD' } },
    });
    expect(codeOf(answer)).toEqual([409, 'payment.differs']);
    expect((await rowOf(orderId)).amount).toBe(700);
  });
});

describe('cancelling a payment', () => {
  const cancel = (orderId: string) =>
    services.callAsService<Payment>('payment', {
      method: 'POST',
      path: `/internal/payments/${orderId}/cancel`,
    });

  it('leaves nothing that could be paid', async () => {
    const { orderId, handle } = await begin();
    expect((await cancel(orderId)).body).toMatchObject({ status: 'cancelled', handle: null });
    expect(await services.payments().pay(handle)).toBe(400);
    expect((await intentOf(handle.paymentIntentId))?.charges).toBe(0);
    expect((await cancel(orderId)).body.status).toBe('cancelled');
  });

  it('finds the money that came first, also without its webhook, and books it', async () => {
    const { id, orderId, handle } = await begin();
    services.payments().holdWebhooks();
    await services.payments().pay(handle);
    expect((await cancel(orderId)).body.status).toBe('succeeded');
    expect(await entriesOf(id)).toHaveLength(2);
    expect(await toldOf(PaymentSucceeded, orderId)).toHaveLength(1);
  });

  it('of an order that has none is no error', async () => {
    expect((await cancel(randomUUID())).status).toBe(204);
  });
});

describe('reconciling', () => {
  const reconcile = async (times: number) => {
    const environment = services.environment('payment');
    const opened = createDatabase<PaymentTables>({
      url: environment.DATABASE_URL ?? '',
      applicationName: 'tests',
      onError: () => {},
    });
    const dependencies = {
      database: opened,
      stripe: createStripeGateway(readConfig(environment)),
      logger: services.service('payment').runtime.logger,
    };
    for (let time = 0; time < times; time++) await reconcilePayments(dependencies);
    await opened.close();
  };

  it('finds payments although the provider does not know others any more', async () => {
    const [before, paid, after] = [await begin(), await begin(), await begin()];
    services.payments().holdWebhooks();
    await services.payments().pay(paid.handle);
    for (const { id } of [before, after]) {
      await database()
        .updateTable('payments')
        .set({ intent_id: `pi_${randomUUID()}` })
        .where('id', '=', id as never)
        .execute();
    }
    await database()
      .updateTable('payments')
      .set({ reconciled_at: sql<Date>`now() - interval '1 hour'` })
      .where('id', '=', sql<never>`any(${[before.id, paid.id, after.id]}::uuid[])`)
      .execute();
    await reconcile(1);
    expect((await rowOf(paid.orderId)).status).toBe('succeeded');
    expect((await rowOf(before.orderId)).status).toBe('pending');
  });

  it('finds a payment whose webhook was lost, and books it once', async () => {
    const { id, orderId, handle } = await begin();
    services.payments().holdWebhooks();
    await services.payments().pay(handle);
    await database()
      .updateTable('payments')
      .set({ reconciled_at: sql<Date>`now() - interval '1 hour'` })
      .where('id', '=', id as never)
      .execute();
    await reconcile(2);
    expect((await rowOf(orderId)).status).toBe('succeeded');
    services.payments().resumeWebhooks();
    await until('the webhook that was held', async () => {
      const { rows } = await sql<{ outcome: string }>`
        select outcome from webhook_events where type = 'payment_intent.succeeded' order by received_at desc limit 1
      `.execute(database());
      return rows[0]?.outcome === 'unchanged';
    });
    expect(await entriesOf(id)).toHaveLength(2);
    expect(await toldOf(PaymentSucceeded, orderId)).toHaveLength(1);
  });
});

describe('a refund', () => {
  const paid = async (amount = 5_000) => {
    const payment = await begin(amount);
    await services.payments().pay(payment.handle);
    await succeeded(payment.orderId);
    return payment;
  };
  const ask = (orderId: string, amount: number | null, refundId: string = randomUUID()) =>
    services.publish(RefundRequested, {
      orderId,
      refundId,
      amount: amount === null ? null : { amount, currency: 'USD' },
      reason: 'The parcel was lost',
    });
  const refundsOf = (paymentId: string) =>
    database()
      .selectFrom('refunds')
      .select(['status', 'amount'])
      .where('payment_id', '=', paymentId as never)
      .orderBy('created_at')
      .execute();
  const carriedOut = (paymentId: string, count: number) =>
    until('the refunds to be settled', async () => {
      const refunds = await refundsOf(paymentId);
      return refunds.length === count && refunds.every((refund) => refund.status !== 'requested') && refunds;
    });

  it('of everything is carried out once, however often it is asked for', async () => {
    const { id, orderId, handle } = await paid();
    const event = await ask(orderId, null);
    await services.republish([event, event]);
    await carriedOut(id, 1);
    await services.republish([event]);
    await services.settled();
    expect(await refundsOf(id)).toEqual([{ status: 'succeeded', amount: 5_000 }]);
    expect((await intentOf(handle.paymentIntentId))?.refunded).toBe(5_000);
    expect((await entriesOf(id)).slice(2)).toEqual([
      ['orders_payable', 5_000],
      ['provider_balance', -5_000],
    ]);
    expect((await toldOf(PaymentRefunded, orderId)).map(({ payload }) => payload)).toMatchObject([
      { amount: { amount: 5_000 }, refundedTotal: { amount: 5_000 }, full: true },
    ]);
  });

  it('is carried out once although the provider’s reply is lost', async () => {
    const { id, orderId, handle } = await paid();
    await services.payments().addFault({ match: 'POST /v1/refunds', times: 1, drop: 'after' });
    await ask(orderId, 2_000);
    await carriedOut(id, 1);
    expect((await intentOf(handle.paymentIntentId))?.refunded).toBe(2_000);
    expect(await toldOf(PaymentRefunded, orderId)).toHaveLength(1);
  });

  it('never adds up to more than was paid, of five at the same moment', async () => {
    const { id, orderId, handle } = await paid(5_000);
    await Promise.all(Array.from({ length: 5 }, () => ask(orderId, 2_000)));
    const refunds = await carriedOut(id, 5);
    const given = refunds.reduce(
      (sum, refund) => sum + (refund.status === 'succeeded' ? (refund.amount ?? 0) : 0),
      0,
    );
    expect(given).toBe(5_000);
    expect((await intentOf(handle.paymentIntentId))?.refunded).toBe(5_000);
    expect((await rowOf(orderId)).refunded).toBe(5_000);
  });

  it('of what was never paid is refused and moves no money', async () => {
    const { id, orderId, handle } = await begin();
    await ask(orderId, null);
    expect(await carriedOut(id, 1)).toEqual([{ status: 'refused', amount: null }]);
    expect((await intentOf(handle.paymentIntentId))?.refunded).toBe(0);
    expect([await entriesOf(id), await toldOf(PaymentRefunded, orderId)]).toEqual([[], []]);
  });
});

describe('the ledger', () => {
  it('does not take a transaction that does not balance', async () => {
    const { id } = await begin();
    const entry = {
      id: randomUUID(),
      transaction_id: randomUUID(),
      account: 'provider_balance' as const,
      amount: 5,
      currency: 'USD',
      payment_id: id as never,
      note: 'one-sided',
    };
    await expect(database().insertInto('ledger_entries').values(entry).execute()).rejects.toThrow(
      'does not balance',
    );
    expect(await entriesOf(id)).toEqual([]);
  });
});
