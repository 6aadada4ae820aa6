import { randomUUID } from 'node:crypto';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import type {
  InvitationList,
  Membership,
  Team,
  TeamInvitation,
  TeamMember,
} from '@haat/contracts/http/seller.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { openShop, type TestShop } from '@haat/testing/marketplace.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import { startTestServices, type TestCall, type TestServices } from '@haat/testing/test-services.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SellerTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices(['seller']);
});
afterAll(() => services.stop());
beforeEach(async () => {
  shop = await openShop(services);
});

const call = <Body>(token: string, path: string, fields: Partial<TestCall> = {}) =>
  services.call<Body>('seller', { path, token, ...fields });
const team = async (token = shop.token) => (await call<Team>(token, '/v1/seller/team')).body;
const invite = (email: string, role: SellerRole, token = shop.token) =>
  call<TeamInvitation>(token, '/v1/seller/team', { method: 'POST', body: { email, role } });
const accept = async (user: TestUser, id: string) =>
  call<Membership>(await services.identity.tokenFor(user), `/v1/seller-invitations/${id}/accept`, {
    method: 'POST',
  });
const change = (userId: string, role: SellerRole, token = shop.token) =>
  call<TeamMember>(token, `/v1/seller/team/${userId}`, { method: 'PATCH', body: { role } });
const remove = (userId: string, token = shop.token) =>
  call(token, `/v1/seller/team/${userId}`, { method: 'DELETE' });
/** A member, and the token that they get once auth has heard of it. */
const join = async (role: SellerRole) => {
  const user = services.identity.user();
  expect((await accept(user, (await invite(user.email, role)).body.id)).status).toBe(200);
  const member = { ...user, roles: ['customer', 'seller'], sellerId: shop.id, sellerRole: role } as const;
  const token = await services.identity.tokenFor({ ...member, roles: [...member.roles], audience: 'seller' });
  return { ...user, token };
};
const told = async () => {
  const events = await Promise.all([
    services.committed('seller', SellerMemberAdded),
    services.committed('seller', SellerMemberChanged),
    services.committed('seller', SellerMemberRemoved),
  ]);
  return events
    .flat()
    .filter(({ payload }) => payload.sellerId === shop.id)
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ type, payload }) => [
      type.split('.')[1],
      payload.userId,
      'role' in payload ? payload.role : null,
    ]);
};
const acts = async () =>
  (await services.committed('seller', PrivilegedAct))
    .filter(({ payload }) => payload.actor.userId === shop.ownerId)
    .map(({ payload }) => payload);

describe('inviting', () => {
  it('answers alike for every address, shows the invitation and is in the audit log', async () => {
    const email = `${randomUUID()}@Team.example`;
    const { status, body } = await invite(email, 'fulfilment');
    expect([status, body.email, body.role]).toEqual([202, email.toLowerCase(), 'fulfilment']);
    const now = await team();
    expect(now.members.map(({ userId, role }) => [userId, role])).toEqual([[shop.ownerId, 'owner']]);
    expect(now.invitations).toEqual([body]);
    expect(await acts()).toMatchObject([
      { action: 'store.member-invited', subject: { type: 'store', id: shop.id }, impersonating: null },
    ]);
  });

  it('the same address again replaces the first invitation', async () => {
    const email = `${randomUUID()}@team.example`;
    await invite(email, 'finance');
    await invite(email.toUpperCase(), 'manager');
    expect((await team()).invitations.map(({ role }) => role)).toEqual(['manager']);
  });

  it('stops at as many as a store may have', async () => {
    for (let count = 0; count < 49; count++) await invite(`${count}-${shop.slug}@team.example`, 'finance');
    expect(codeOf(await invite('one@too.many', 'finance'))).toEqual([409, 'seller.team-too-large']);
    expect((await team()).invitations).toHaveLength(49);
  });

  it('can be taken back, and is open to nobody then', async () => {
    const user = services.identity.user();
    const { id } = (await invite(user.email, 'manager')).body;
    const path = `/v1/seller/team/invitations/${id}`;
    const other = await openShop(services);
    expect(codeOf(await call(other.token, path, { method: 'DELETE' }))).toEqual([
      404,
      'seller.invitation-not-found',
    ]);
    expect((await call(shop.token, path, { method: 'DELETE' })).status).toBe(204);
    expect(codeOf(await accept(user, id))).toEqual([404, 'seller.invitation-not-found']);
    expect(await told()).toEqual([['member-added', shop.ownerId, 'owner']]);
  });
});

describe('accepting an invitation', () => {
  it('makes the invited account a member and tells of it, once', async () => {
    const user = services.identity.user();
    const { id } = (await invite(user.email.toUpperCase(), 'manager')).body;
    const token = await services.identity.tokenFor(user);
    const { body: mine } = await call<InvitationList>(token, '/v1/seller-invitations');
    expect(mine.items.map((each) => [each.id, each.role, each.store.slug])).toEqual([
      [id, 'manager', shop.slug],
    ]);
    const answers = await Promise.all([accept(user, id), accept(user, id), accept(user, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const now = await team();
    expect(now.invitations).toEqual([]);
    expect(now.members.find(({ userId }) => userId === user.userId)).toMatchObject({
      email: user.email,
      role: 'manager',
    });
    expect(await told()).toEqual([
      ['member-added', shop.ownerId, 'owner'],
      ['member-added', user.userId, 'manager'],
    ]);
  });

  it('is for the account of that address alone', async () => {
    const user = services.identity.user();
    const { id } = (await invite(user.email, 'owner')).body;
    expect(codeOf(await accept(services.identity.user(), id))).toEqual([404, 'seller.invitation-not-found']);
    expect((await team()).members).toHaveLength(1);
  });

  it('is too late after fourteen days', async () => {
    const user = services.identity.user();
    const { id } = (await invite(user.email, 'manager')).body;
    await services
      .database<SellerTables>('seller')
      .updateTable('store_invitations')
      .set({ expires_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    expect(codeOf(await accept(user, id))).toEqual([404, 'seller.invitation-not-found']);
  });

  it('of two stores at once joins one', async () => {
    const other = await openShop(services);
    const user = services.identity.user();
    const ids = [
      (await invite(user.email, 'manager')).body.id,
      (await invite(user.email, 'finance', other.token)).body.id,
    ];
    const answers = await Promise.all(ids.map((id) => accept(user, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && codeOf(refused)).toEqual([409, 'seller.already-member']);
  });

  it('is not done by staff who act for the invited', async () => {
    const user = services.identity.user({
      impersonator: { userId: randomUUID(), email: 'support@haat.example' },
    });
    const { id } = (await invite(user.email, 'manager')).body;
    expect(codeOf(await accept(user, id))).toEqual([403, 'auth.not-while-impersonating']);
    expect((await team()).members).toHaveLength(1);
  });
});

describe('a member', () => {
  it('gets another role, leaves, and comes back, each told in order', async () => {
    const member = await join('finance');
    expect((await change(member.userId, 'manager')).body.role).toBe('manager');
    // The same again changes nothing and tells nothing.
    expect((await change(member.userId, 'manager')).status).toBe(200);
    expect((await remove(member.userId)).status).toBe(204);
    expect((await team()).members.map(({ userId }) => userId)).toEqual([shop.ownerId]);
    const again = (await invite(member.email, 'fulfilment')).body;
    expect((await accept(member, again.id)).status).toBe(200);
    expect(await told()).toEqual([
      ['member-added', shop.ownerId, 'owner'],
      ['member-added', member.userId, 'finance'],
      ['member-changed', member.userId, 'manager'],
      ['member-removed', member.userId, null],
      ['member-added', member.userId, 'fulfilment'],
    ]);
    expect((await acts()).map(({ action }) => action)).toEqual([
      'store.member-invited',
      'store.member-changed',
      'store.member-removed',
      'store.member-invited',
    ]);
  });

  it('of another store is nobody here', async () => {
    const other = await openShop(services);
    for (const answer of [await change(other.ownerId, 'finance'), await remove(other.ownerId)]) {
      expect(codeOf(answer)).toEqual([404, 'seller.member-not-found']);
    }
    expect((await team(other.token)).members.map(({ role }) => role)).toEqual(['owner']);
  });

  it.each(['manager', 'fulfilment', 'finance'] as const)(
    'who is a %s cannot change the team',
    async (role) => {
      const { token, userId } = await join(role);
      const before = await told();
      for (const answer of [
        await call(token, '/v1/seller/team'),
        await invite('friend@team.example', 'owner', token),
        await change(userId, 'owner', token),
        await remove(shop.ownerId, token),
      ]) {
        expect(codeOf(answer)).toEqual([403, 'auth.forbidden']);
      }
      expect(await told()).toEqual(before);
    },
  );
});

describe('the last owner', () => {
  it('neither leaves nor steps down', async () => {
    await join('manager');
    for (const answer of [await remove(shop.ownerId), await change(shop.ownerId, 'manager')]) {
      expect(codeOf(answer)).toEqual([409, 'seller.last-owner']);
    }
    expect((await team()).members.filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('may once there is another; of two owners who leave at once, one stays', async () => {
    const second = await join('owner');
    const answers = await Promise.all([remove(second.userId), remove(shop.ownerId, second.token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const left = (await told()).filter(([what]) => what === 'member-removed');
    expect(left).toHaveLength(1);
  });
});
