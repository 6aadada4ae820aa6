import { randomUUID } from 'node:crypto';
import type { EventPayload } from '@haat/contracts/define-event.ts';
import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import { samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['notification']);
});
afterAll(() => services.stop());

type Moved = EventPayload<typeof ReturnMoved>;

/** A buyer and a store with one owner, who hear of a return. */
const parties = async () => {
  const [userId, sellerId, ownerId] = [randomUUID(), randomUUID(), randomUUID()];
  const [email, ownerEmail] = [`${userId}@buyers.example`, `${ownerId}@team.example`];
  await services.publish(UserRegistered, { userId: ownerId, email: ownerEmail, name: 'Owner' }, 1);
  await services.publish(SellerMemberAdded, { sellerId, userId: ownerId, role: 'owner' }, 2);
  await services.drained('notification');
  const base = { ...samplePayload(ReturnMoved), returnId: randomUUID(), userId, email, sellerId };
  let sequence = 10;
  const tell = async (fields: Partial<Moved>) => {
    const event = await services.publish(
      ReturnMoved,
      { ...base, note: null, due: null, ...fields },
      sequence++,
    );
    await services.republish([event]);
    await services.drained('notification');
  };
  const mails = async (to: string) =>
    (
      await services
        .database<NotificationTables>('notification')
        .selectFrom('deliveries')
        .select('subject')
        .where('recipient', '=', to)
        .orderBy('id')
        .execute()
    ).map(({ subject }) => subject);
  const inbox = (recipient: string) =>
    services
      .database<NotificationTables>('notification')
      .selectFrom('inbox_messages')
      .select(['title', 'body', 'link'])
      .where('recipient', '=', recipient)
      .orderBy('id')
      .execute();
  return {
    base,
    tell,
    ofBuyer: () => mails(email),
    ofStore: () => mails(ownerEmail),
    buyerInbox: () => inbox(`user:${userId}`),
    storeInbox: () => inbox(`seller:${sellerId}`),
  };
};

describe('a return', () => {
  it('is told at each step to whoever did not take it, once', async () => {
    const { base, tell, ofBuyer, ofStore, storeInbox, buyerInbox } = await parties();
    const due = '2026-05-19T09:00:00.000Z';
    await tell({ status: 'requested', by: 'buyer', due });
    await tell({ status: 'approved', by: 'seller', due });
    await tell({
      status: 'shipped_back',
      by: 'buyer',
      due,
      tracking: { carrier: 'UPS', number: '1Z999' },
    });
    await tell({ status: 'received', by: 'seller' });
    await tell({ status: 'refunded', by: 'rule' });
    const { number } = base;
    expect(await ofBuyer()).toEqual([
      `We have your return ${number}`,
      `Return ${number} is approved`,
      `Paper & Ink has your return ${number}`,
    ]);
    expect(await ofStore()).toEqual([`Return ${number} to decide`, `Return ${number} is on its way`]);
    expect((await storeInbox())[0]).toEqual({
      title: `Return ${number} to decide`,
      body: '2 × Notebook, dotted, by Tuesday, May 19: it does not fit.',
      link: `/seller/returns?open=${base.returnId}`,
    });
    expect((await buyerInbox()).map(({ body }) => body)).toEqual([
      'Paper & Ink decides by Tuesday, May 19.',
      'Send the items back by Tuesday, May 19.',
      '$15.00 goes back the way it came.',
    ]);
  });

  it('that is refused, taken up by staff and refused again is told each time', async () => {
    const { base, tell, ofBuyer, ofStore, buyerInbox } = await parties();
    await tell({ status: 'refused', by: 'seller', note: 'It was worn' });
    await tell({ status: 'approved', by: 'staff', due: '2026-05-19T09:00:00.000Z' });
    await tell({ status: 'refused', by: 'staff', note: 'It was worn indeed' });
    const { number } = base;
    expect(await ofBuyer()).toEqual([
      `Return ${number} is refused`,
      `Return ${number} is approved`,
      `Return ${number} is refused`,
    ]);
    expect(await ofStore()).toEqual([`Return ${number} is approved`, `Return ${number} is refused`]);
    expect((await buyerInbox()).map(({ body }) => body)).toEqual([
      'Paper & Ink: It was worn',
      'Send the items back by Tuesday, May 19.',
      'Haat: It was worn indeed',
    ]);
  });

  it('that the rule moved is told to both', async () => {
    const { base, tell, ofBuyer, ofStore } = await parties();
    await tell({ status: 'approved', by: 'rule', due: '2026-05-19T09:00:00.000Z' });
    await tell({ status: 'withdrawn', by: 'rule' });
    const { number } = base;
    expect(await ofBuyer()).toEqual([`Return ${number} is approved`, `Return ${number} lapsed`]);
    expect(await ofStore()).toEqual([`Return ${number} is approved`, `Return ${number} is off`]);
  });
});
