import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { ShopReport, ShopReportPage, ShopReportReceipt } from '@haat/contracts/http/shop-report.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { changesOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
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

const REPORT = { reason: 'counterfeit', text: 'The bag came without a label <b>at all</b>.' };
const logIn = async (user = services.identity.user()) => ({
  ...user,
  token: await services.identity.tokenFor(user),
});
const staff = async (staffRole: StaffRole = 'support') =>
  (await logIn(services.identity.user({ roles: ['admin'], staffRole }))).token;
const report = (token: string | undefined, slug = shop.slug, body: object = REPORT) =>
  services.call<ShopReportReceipt & { code?: string }>('seller', {
    method: 'POST',
    path: `/v1/sellers/${slug}/reports`,
    body,
    ...(token ? { token } : {}),
  });
const resolve = async (id: string, token?: string) =>
  services.call<ShopReport & { code?: string }>('seller', {
    method: 'POST',
    path: `/v1/admin/shop-reports/${id}/resolve`,
    token: token ?? (await staff()),
    body: { note: 'The seller showed the papers.' },
  });
const queue = async (state: 'open' | 'resolved') => {
  const path = `/v1/admin/shop-reports?state=${state}&limit=50`;
  const { body } = await services.call<ShopReportPage>('seller', { path, token: await staff() });
  return body.items.filter(({ store }) => store.id === shop.id);
};
const stored = async (reporterId: string) =>
  services
    .database<SellerTables>('seller')
    .selectFrom('store_reports')
    .select(['store_id', 'resolved_at'])
    .where('reporter_id', '=', reporterId as never)
    .execute();

describe('reporting a shop', () => {
  it('puts it before the staff with its reason and text, as they were written', async () => {
    const { token, userId } = await logIn();
    const { status, body } = await report(token);
    expect(status).toBe(201);
    expect(await queue('open')).toEqual([
      {
        id: body.id,
        store: { id: shop.id, slug: shop.slug, name: shop.name },
        reporterId: userId,
        ...REPORT,
        reportedAt: body.reportedAt,
        resolution: null,
      },
    ]);
  });

  it.each([
    [{ reason: 'counterfeit', text: '' }],
    [{ reason: 'counterfeit', text: '   ' }],
    [{ reason: 'because', text: 'x' }],
    [{ reason: 'other', text: 'x'.repeat(2_001) }],
    [{ ...REPORT, resolution: 'done' }],
  ])('with %j is refused, and nothing is written', async (body) => {
    const { token } = await logIn();
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await report(token, shop.slug, body))).toEqual([400, 'http.validation']);
    expect(await changes()).toEqual([]);
  });

  it('needs an account and a shop', async () => {
    const { token } = await logIn();
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await report(undefined))).toEqual([401, 'auth.required']);
    expect(codeOf(await report(token, 'no-such-shop'))).toEqual([404, 'seller.store-not-found']);
    expect(await changes()).toEqual([]);
  });

  it('of fifty at once leaves one that is open', async () => {
    const { token, userId } = await logIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => report(token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set([undefined, 'shop-report.open']));
    expect(await stored(userId)).toHaveLength(1);
  });

  it('goes on for five shops a day, however many are tried at once', async () => {
    const { token, userId } = await logIn();
    const shops = await Promise.all(Array.from({ length: 12 }, () => openShop(services)));
    const answers = await Promise.all(shops.map(({ slug }) => report(token, slug)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429).map(({ body }) => body.code)).toEqual(
      Array(7).fill('shop-report.too-many'),
    );
    expect(await stored(userId)).toHaveLength(5);
    expect((await report((await logIn()).token, shops[0]?.slug)).status).toBe(201);
  });
});

describe('a report', () => {
  it('is resolved once, of ten at once, with a note and in the audit log', async () => {
    const { token } = await logIn();
    const { id } = (await report(token)).body;
    const answers = await Promise.all(Array.from({ length: 10 }, () => resolve(id)));
    expect(answers.map(({ body }) => body.code).filter(Boolean)).toEqual(
      Array(9).fill('shop-report.resolved'),
    );
    expect(await queue('open')).toEqual([]);
    expect((await queue('resolved'))[0]?.resolution?.note).toBe('The seller showed the papers.');
    const acts = await services.committed('seller', PrivilegedAct);
    expect(
      acts.filter(({ payload }) => payload.subject.id === id).map(({ payload }) => payload.action),
    ).toEqual(['shop-report.resolved']);
    // What happens again may be said again.
    expect((await report(token)).status).toBe(201);
  });

  it.each(['finance', 'analyst', 'catalogue'] as const)('is none of the business of %s', async (role) => {
    const { id } = (await report((await logIn()).token)).body;
    const token = await staff(role);
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await resolve(id, token))).toEqual([403, 'auth.forbidden']);
    const path = '/v1/admin/shop-reports';
    expect(codeOf(await services.call('seller', { path, token }))).toEqual([403, 'auth.forbidden']);
    expect(await changes()).toEqual([]);
  });

  it('stays when the account that made it goes, and says no more whose it was', async () => {
    const { token, userId, email } = await logIn();
    await report(token);
    await services.publish(UserErased, { userId, email });
    await services.drained('seller');
    expect((await queue('open')).map(({ reporterId, text }) => [reporterId, text])).toEqual([
      [null, REPORT.text],
    ]);
  });
});
