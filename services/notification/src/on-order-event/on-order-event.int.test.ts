import { randomUUID } from 'node:crypto';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { Inbox } from '@haat/contracts/http/notification.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
import { startTestMailbox } from '@haat/testing/test-mailbox.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['notification']);
});
afterAll(() => services.stop());

const newBuyer = () => ({
  email: `${randomUUID()}@buyers.example`,
  userId: randomUUID(),
  orderId: randomUUID(),
});
const mailsTo = async (email: string) =>
  (await services.mailbox().received()).filter((mail) => mail.to === email).map((mail) => mail.subject);
const deliveriesTo = (email: string, from = services) =>
  from
    .database<NotificationTables>('notification')
    .selectFrom('deliveries')
    .selectAll()
    .where('recipient', '=', email)
    .execute();
const sent = (email: string, count: number, from = services) =>
  until(`${count} mails to have been sent`, async () => {
    const deliveries = await deliveriesTo(email, from);
    return deliveries.filter((each) => each.status === 'sent').length === count;
  });
const inboxOf = async (fields: { userId?: string; sellerId?: string }, query = '') => {
  const user = services.identity.user(fields);
  return services.call<Inbox>('notification', {
    path: `/v1/notifications${query}`,
    token: await services.identity.tokenFor(user),
  });
};

describe('an event of an order', () => {
  it('is told by one mail, however often it comes', async () => {
    const buyer = newBuyer();
    const event = await services.publish(OrderConfirmed, orderSnapshot(buyer), 3);
    await services.republish([event, event]);
    await services.publish(OrderConfirmed, orderSnapshot(buyer), 3);
    await services.drained('notification');
    await sent(buyer.email, 1);
    expect(await mailsTo(buyer.email)).toEqual(['Order HT-7K3M-92QD is confirmed']);
    expect(await deliveriesTo(buyer.email)).toHaveLength(1);
  });

  it('is told for each step', async () => {
    const buyer = newBuyer();
    const sellerOrderId = randomUUID();
    await services.publish(
      SellerOrderShipped,
      { ...samplePayload(SellerOrderShipped), ...buyer, sellerOrderId },
      5,
    );
    await services.publish(
      SellerOrderDelivered,
      { ...samplePayload(SellerOrderDelivered), ...buyer, sellerOrderId },
      6,
    );
    const cancelled = { ...orderSnapshot(buyer), reason: 'Changed my mind', wasPlaced: true };
    await services.publish(OrderCancelled, cancelled, 7);
    await services.drained('notification');
    await sent(buyer.email, 3);
    expect((await mailsTo(buyer.email)).sort()).toEqual([
      'Northwind Audio shipped your items (HT-7K3M-92QD)',
      'Order HT-7K3M-92QD is cancelled',
      'Your items from Northwind Audio were delivered (HT-7K3M-92QD)',
    ]);
  });

  it('of an order that was never paid sends no mail: its address may be anybody’s, and its words are', async () => {
    const [buyer, guest] = [newBuyer(), { ...newBuyer(), userId: null }];
    for (const each of [buyer, guest]) {
      const reason = 'Confirm your card at https://evil.example';
      const cancelled = { ...orderSnapshot(each), reason, wasPlaced: true, wasPaid: false };
      await services.publish(OrderCancelled, cancelled, 3);
    }
    await services.drained('notification');
    expect([await deliveriesTo(buyer.email), await deliveriesTo(guest.email)]).toEqual([[], []]);
    const { body } = await inboxOf({ userId: buyer.userId });
    expect(body.items.map(({ title }) => title)).toEqual(['Order HT-7K3M-92QD is cancelled']);
  });

  it('of a guest is told by mail alone, with a link that needs no account', async () => {
    const buyer = { ...newBuyer(), userId: null };
    await services.publish(OrderConfirmed, orderSnapshot(buyer), 3);
    await services.drained('notification');
    await sent(buyer.email, 1);
    const [delivery] = await deliveriesTo(buyer.email);
    expect(delivery?.text_body).toContain('http://localhost:8080/track?number=HT-7K3M-92QD');
    expect(delivery?.text_body).not.toContain(buyer.orderId);
  });

  it('puts nothing of a buyer’s or seller’s text into the mail as markup or header', async () => {
    const buyer = newBuyer();
    const snapshot = orderSnapshot({ ...buyer, buyerName: '<img src=x onerror=alert(1)>' });
    const [part, ...others] = snapshot.sellerOrders;
    if (!part) throw new Error('the sample has no part');
    const sellerName = 'Evil\r\nBcc: all@example.org';
    await services.publish(
      OrderConfirmed,
      { ...snapshot, sellerOrders: [{ ...part, sellerName }, ...others] },
      3,
    );
    const shipped = {
      ...samplePayload(SellerOrderShipped),
      ...buyer,
      sellerOrderId: randomUUID(),
      sellerName,
    };
    await services.publish(SellerOrderShipped, shipped, 5);
    await services.drained('notification');
    await sent(buyer.email, 2);
    for (const delivery of await deliveriesTo(buyer.email)) {
      expect(delivery.html_body).not.toContain('<img');
      expect(delivery.subject).not.toMatch(/[\r\n]/);
    }
    expect((await services.mailbox().received()).filter((mail) => mail.to === 'all@example.org')).toEqual([]);
  });
});

describe('a mail that is not taken', () => {
  it('is sent when the mail server is back, once', async () => {
    const away = await startTestServices(['notification'], {
      notification: { SMTP_URL: 'smtp://127.0.0.1:9' },
    });
    const buyer = newBuyer();
    await away.publish(OrderConfirmed, orderSnapshot(buyer), 3);
    await away.drained('notification');
    const failed = await until('the first attempt', async () => {
      const [delivery] = await deliveriesTo(buyer.email, away);
      return delivery?.last_error ? delivery : undefined;
    });
    expect([failed.status, failed.attempts]).toEqual(['pending', 1]);
    expect(failed.next_attempt_at.getTime()).toBeGreaterThan(Date.now());
    const environment = away.environment('notification');
    await away.stop();

    const mailbox = await startTestMailbox();
    const back = await startTestServices(['notification'], {
      notification: { ...environment, SMTP_URL: mailbox.smtpUrl },
    });
    await back
      .database<NotificationTables>('notification')
      .updateTable('deliveries')
      .set({ next_attempt_at: sql<Date>`now()` })
      .execute();
    await sent(buyer.email, 1, back);
    await back.stop();
    expect((await mailbox.received()).map((mail) => mail.to)).toEqual([buyer.email]);
    await mailbox.close();
  });
});

describe('the inbox', () => {
  it('holds the buyer’s messages for the buyer and the store’s for its members', async () => {
    const buyer = newBuyer();
    const snapshot = orderSnapshot(buyer);
    const [part] = snapshot.sellerOrders;
    const sellerId = randomUUID();
    if (!part) throw new Error('the sample has no part');
    await services.publish(OrderConfirmed, { ...snapshot, sellerOrders: [{ ...part, sellerId }] }, 3);
    await services.drained('notification');
    const mine = (await inboxOf({ userId: buyer.userId })).body;
    expect([mine.unread, mine.items.map(({ title, link }) => [title, link])]).toEqual([
      1,
      [['Order HT-7K3M-92QD is confirmed', `/orders/${buyer.orderId}`]],
    ]);
    const store = (await inboxOf({ sellerId })).body;
    expect(store.items.map((item) => item.title)).toEqual([`New order ${part.number}`]);
    expect((await inboxOf({})).body).toEqual({ items: [], unread: 0, nextCursor: null });
  });

  it('is read message by message, by its owner alone', async () => {
    const buyer = newBuyer();
    await services.publish(OrderConfirmed, orderSnapshot(buyer), 3);
    await services.drained('notification');
    const [message] = (await inboxOf({ userId: buyer.userId })).body.items;
    const read = async (userId: string) =>
      services.call('notification', {
        method: 'POST',
        path: `/v1/notifications/${message?.id}/read`,
        token: await services.identity.tokenFor(services.identity.user({ userId })),
      });
    expect(codeOf(await read(randomUUID()))).toEqual([404, 'notification.not-found']);
    expect((await inboxOf({ userId: buyer.userId })).body.unread).toBe(1);
    expect((await read(buyer.userId)).status).toBe(204);
    expect((await inboxOf({ userId: buyer.userId })).body.unread).toBe(0);
  });

  it('is paged, each message once', async () => {
    const userId = randomUUID();
    for (let index = 0; index < 5; index++) {
      await services.publish(OrderConfirmed, orderSnapshot({ ...newBuyer(), userId }), 3);
    }
    await services.drained('notification');
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const { body } = await inboxOf({ userId }, query);
      seen.push(...body.items.map((item) => item.id));
      if (!body.nextCursor) break;
      query = `?limit=2&cursor=${body.nextCursor}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('refuses a cursor that was made up', async () => {
    const answer = await inboxOf({}, `?cursor=${Buffer.from('["x"]').toString('base64url')}`);
    expect(codeOf(answer)).toEqual([400, 'http.cursor-invalid']);
  });

  it('is nobody’s who is not logged in', async () => {
    expect(codeOf(await services.call('notification', { path: '/v1/notifications' }))).toEqual([
      401,
      'auth.required',
    ]);
  });
});
