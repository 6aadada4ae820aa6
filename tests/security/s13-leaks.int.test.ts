import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PaymentTables } from '@haat/payment/db/tables.ts';
import { ADDRESS, askForQuote, CHECKOUT_SERVICES, placeOrder, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { STRIPE_KEYS } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(CHECKOUT_SERVICES);
});
afterAll(() => services.stop());

/** A statement that fails is logged by PostgreSQL with the row that it failed for, names and addresses included. */
const complaintsAbout = async (...words: string[]) =>
  (await readFile(testStores().postgresLog, 'utf8'))
    .split('\n')
    .filter((line) => words.some((word) => line.includes(word)));

const orderInARace = async (name: string) => {
  const shop = await openShop(services);
  const [lamp] = await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]);
  await services.settled();
  const buyer = await userWith(services, [{ offerId: lamp?.offerId ?? '' }]);
  const quote = await askForQuote(services, buyer, { address: { name } });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => placeOrder(services, buyer, quote.body.id)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  return { buyer, order: answers[0]?.body.order };
};

describe('the log of PostgreSQL', () => {
  it('does not name a buyer whose order was placed twenty times at the same moment', async () => {
    const name = `Canary ${randomUUID()}`;
    const { buyer, order } = await orderInARace(name);
    expect(order?.address.name).toBe(name);
    expect(await complaintsAbout(name, buyer.email)).toEqual([]);
  });

  it('says nothing of webhooks that come again, at the same moment and later', async () => {
    const { order } = await orderInARace(ADDRESS.name);
    const payment = await services
      .database<PaymentTables>('payment')
      .selectFrom('payments')
      .selectAll()
      .where('order_id', '=', order?.id as never)
      .executeTakeFirstOrThrow();
    const id = `evt_${randomUUID()}`;
    const body = JSON.stringify({
      id,
      object: 'event',
      type: 'payment_intent.payment_failed',
      data: {
        object: {
          id: payment.intent_id,
          object: 'payment_intent',
          status: 'requires_payment_method',
          amount: payment.amount,
          amount_received: 0,
          currency: 'usd',
          metadata: { payment_id: payment.id },
        },
      },
    });
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', STRIPE_KEYS.webhookSecret).update(`${at}.${body}`).digest('hex');
    const deliver = () =>
      services.call('payment', {
        method: 'POST',
        path: '/v1/webhooks/stripe',
        body,
        headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, deliver));
    expect([...answers, await deliver()].map(({ status }) => status)).toEqual(Array(11).fill(200));
    expect(await complaintsAbout(id)).toEqual([]);
  });
});
