import { randomUUID } from 'node:crypto';
import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { orderSnapshot, samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['notification']);
});
afterAll(() => services.stop());

const deliveriesTo = async (email: string) =>
  services
    .database<NotificationTables>('notification')
    .selectFrom('deliveries')
    .select(['subject', 'text_body'])
    .where('recipient', '=', email)
    .orderBy('id')
    .execute();
const inboxOf = async (recipient: string) =>
  services
    .database<NotificationTables>('notification')
    .selectFrom('inbox_messages')
    .select(['title', 'body', 'link'])
    .where('recipient', '=', recipient)
    .orderBy('id')
    .execute();
/** An account that acts for the store, as auth and seller tell of it. */
const member = async (sellerId: string, role: SellerRole) => {
  const [userId, email] = [randomUUID(), `${randomUUID()}@team.example`];
  await services.publish(UserRegistered, { userId, email, name: role }, 1);
  await services.publish(SellerMemberAdded, { sellerId, userId, role }, 2);
  await services.drained('notification');
  return { userId, email };
};
const cancelled = (fields: { orderEnded?: boolean } = {}) => {
  const sample = samplePayload(LinesCancelled);
  const [part] = sample.sellerOrders;
  if (!part) throw new Error('the sample has no part');
  const [sellerId, userId, email] = [randomUUID(), randomUUID(), `${randomUUID()}@buyers.example`];
  return {
    sellerId,
    userId,
    email,
    payload: {
      ...sample,
      orderId: randomUUID(),
      cancellationId: randomUUID(),
      userId,
      email,
      sellerOrders: [{ ...part, sellerId }],
      ...fields,
    },
  };
};

describe('cancelled items', () => {
  it('are told to the buyer with what goes back, and to the store with what not to pack, once', async () => {
    const { payload, sellerId, userId, email } = cancelled();
    const owner = await member(sellerId, 'owner');
    const event = await services.publish(LinesCancelled, payload, 4);
    await services.republish([event, event]);
    await services.drained('notification');
    const [mail, ...more] = await deliveriesTo(email);
    expect([mail?.subject, more]).toEqual(['Items of order HT-7K3M-92QD are cancelled', []]);
    expect(mail?.text_body).toContain('1 × Notebook, dotted');
    expect(mail?.text_body).toContain('$7.50 goes back the way it came.');
    expect(await inboxOf(`user:${userId}`)).toEqual([
      {
        title: 'Items of order HT-7K3M-92QD are cancelled',
        body: '1 × Notebook, dotted. $7.50 goes back to you.',
        link: `/orders/${payload.orderId}`,
      },
    ]);
    const toStore = await deliveriesTo(owner.email);
    expect(toStore.map(({ subject }) => subject)).toEqual(['Do not pack all of order HT-7K3M-92QD-2']);
    expect(toStore[0]?.text_body).not.toContain(email);
    expect(await inboxOf(`seller:${sellerId}`)).toEqual([
      {
        title: 'Do not pack all of HT-7K3M-92QD-2',
        body: 'The buyer cancelled 1 × Notebook, dotted.',
        link: '/seller/orders',
      },
    ]);
  });

  it('that end the order are told to the buyer once, not as a cancelled order too', async () => {
    const { payload, email, userId } = cancelled({ orderEnded: true });
    await services.publish(LinesCancelled, payload, 4);
    await services.publish(
      OrderCancelled,
      {
        ...orderSnapshot({ orderId: payload.orderId, email, userId }),
        reason: 'By mistake',
        wasPlaced: true,
        itemised: true,
      },
      4,
    );
    await services.drained('notification');
    expect((await deliveriesTo(email)).map(({ subject }) => subject)).toEqual([
      'Order HT-7K3M-92QD is cancelled',
    ]);
    expect(await inboxOf(`user:${userId}`)).toHaveLength(1);
  });
});

describe('a store’s mail', () => {
  it('goes to those whose role packs parcels, and not to who left', async () => {
    const { payload, sellerId } = cancelled();
    const [owner, finance, packer, leaver, demoted] = [
      await member(sellerId, 'owner'),
      await member(sellerId, 'finance'),
      await member(sellerId, 'fulfilment'),
      await member(sellerId, 'manager'),
      await member(sellerId, 'manager'),
    ];
    await services.publish(SellerMemberRemoved, { sellerId, userId: leaver.userId }, 7);
    await services.publish(SellerMemberChanged, { sellerId, userId: demoted.userId, role: 'finance' }, 8);
    // Told late: what is newer stands.
    await services.publish(SellerMemberAdded, { sellerId, userId: leaver.userId, role: 'manager' }, 5);
    await services.drained('notification');
    await services.publish(LinesCancelled, payload, 4);
    await services.drained('notification');
    const counts = await Promise.all(
      [owner, finance, packer, leaver, demoted].map(async ({ email }) => (await deliveriesTo(email)).length),
    );
    expect(counts).toEqual([1, 0, 1, 0, 0]);
  });
});
