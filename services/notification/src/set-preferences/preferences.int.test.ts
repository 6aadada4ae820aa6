import { randomUUID } from 'node:crypto';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { Inbox, MailPreferences } from '@haat/contracts/http/notification.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['notification']);
});
afterAll(() => services.stop());

const DEFAULTS = [
  ['security', true, true],
  ['orders', true, true],
  ['deliveries', true, false],
  ['offers', false, false],
];
const newBuyer = async () => {
  const user = services.identity.user();
  return { user, token: await services.identity.tokenFor(user) };
};
const call = (token: string, body?: object) =>
  services.call<MailPreferences>('notification', {
    method: body ? 'PATCH' : 'GET',
    path: '/v1/notifications/preferences',
    token,
    ...(body ? { body } : {}),
  });
const told = ({ body }: { body: MailPreferences }) =>
  body.items.map(({ kind, mail, fixed }) => [kind, mail, fixed]);
const deliveriesTo = (email: string) =>
  services
    .database<NotificationTables>('notification')
    .selectFrom('deliveries')
    .selectAll()
    .where('recipient', '=', email)
    .execute();
const orderOf = async ({ userId, email }: { userId: string | null; email: string }) => {
  const order = { userId, email, orderId: randomUUID() };
  const part = { ...order, sellerOrderId: randomUUID() };
  await services.publish(OrderConfirmed, orderSnapshot(order), 3);
  await services.publish(SellerOrderShipped, { ...samplePayload(SellerOrderShipped), ...part }, 5);
  await services.publish(SellerOrderDelivered, { ...samplePayload(SellerOrderDelivered), ...part }, 6);
  await services.drained('notification');
  return deliveriesTo(email);
};

describe('which mails a user gets', () => {
  it('is what is good for most, until they say otherwise; then what they said', async () => {
    const { token } = await newBuyer();
    expect(told(await call(token))).toEqual(DEFAULTS);
    const changed = await call(token, { deliveries: false });
    expect(told(changed).at(2)).toEqual(['deliveries', false, false]);
    expect(told(await call(token, { offers: true })).slice(2)).toEqual([
      ['deliveries', false, false],
      ['offers', true, false],
    ]);
    expect(told(await call(token, { deliveries: true, offers: false }))).toEqual(DEFAULTS);
  });

  it('is each user’s own', async () => {
    const [mine, other] = [await newBuyer(), await newBuyer()];
    await call(mine.token, { deliveries: false });
    expect(told(await call(other.token))).toEqual(DEFAULTS);
  });

  it.each([
    [{ security: false }],
    [{ orders: false }],
    [{ deliveries: 'no' }],
    [{}],
    [{ userId: randomUUID() }],
  ])('is not changed by %j', async (body) => {
    const { token } = await newBuyer();
    expect(codeOf(await call(token, body))).toEqual([400, 'http.validation']);
    expect(told(await call(token))).toEqual(DEFAULTS);
  });

  it('counts for news of parcels, not for the order itself; in the app they are all there', async () => {
    const { user, token } = await newBuyer();
    await call(token, { deliveries: false });
    const sent = await orderOf(user);
    expect(sent.map(({ subject }) => subject)).toEqual(['Order HT-7K3M-92QD is confirmed']);
    const inbox = await services.call<Inbox>('notification', { path: '/v1/notifications', token });
    expect(inbox.body.items).toHaveLength(3);
  });

  it('is told at the end of mails that can be turned off, and of those alone', async () => {
    const { user } = await newBuyer();
    const sent = await orderOf(user);
    expect(
      sent
        .map(({ subject, text_body, html_body }) => [
          subject.includes('your items') || subject.startsWith('Your items'),
          text_body.includes('/account/notifications'),
          html_body.includes('/account/notifications'),
        ])
        .sort(),
    ).toEqual([
      [false, false, false],
      [true, true, true],
      [true, true, true],
    ]);
  });

  it('is everything for a guest, who has no page to choose at', async () => {
    const sent = await orderOf({ userId: null, email: `${randomUUID()}@guests.example` });
    expect(sent).toHaveLength(3);
    expect(sent.filter(({ text_body }) => text_body.includes('/account/notifications'))).toEqual([]);
  });
});

describe('a mail of another service', () => {
  const hand = async (fields: object) => {
    const to = `${randomUUID()}@buyers.example`;
    const body = { id: randomUUID(), to, subject: 'x', lines: ['x'], secret: false, ...fields };
    const answer = await services.callAsService('notification', {
      method: 'POST',
      path: '/internal/mails',
      body,
    });
    expect(answer.status).toBe(204);
    return (await deliveriesTo(to)).length;
  };

  it('with offers goes to those who asked for them', async () => {
    const { user, token } = await newBuyer();
    expect(await hand({ kind: 'offers', userId: user.userId })).toBe(0);
    expect(await hand({ kind: 'offers' })).toBe(0);
    await call(token, { offers: true });
    expect(await hand({ kind: 'offers', userId: user.userId })).toBe(1);
  });

  it('about security goes out whatever was chosen', async () => {
    const { user, token } = await newBuyer();
    await call(token, { deliveries: false, offers: false });
    expect(await hand({ kind: 'security', userId: user.userId })).toBe(1);
  });
});
