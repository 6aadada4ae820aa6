import { randomUUID } from 'node:crypto';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { StoreOpened } from '@haat/contracts/events/store-opened.v1.ts';
import type { Shop, Store, StoreList } from '@haat/contracts/http/seller.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SellerTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['seller']);
});
afterAll(() => services.stop());

const bodyOf = (fields: object = {}) => ({
  slug: `shop-${randomUUID().slice(0, 8)}`,
  name: 'Northwind',
  about: 'Lamps.',
  city: 'Portland',
  ownerId: randomUUID(),
  ...fields,
});
const open = (body: object) =>
  services.callAsService<Store>('seller', { method: 'POST', path: '/internal/stores', body });
const storesOf = (slug: string) =>
  services
    .database<SellerTables>('seller')
    .selectFrom('stores')
    .selectAll()
    .where('slug', '=', slug)
    .execute();

describe('opening a store', () => {
  it('shows it, makes its owner a member and tells of both', async () => {
    const body = bodyOf();
    const { status, body: store } = await open(body);
    expect([status, store.name, store.rating]).toEqual([201, 'Northwind', { average: 0, count: 0 }]);
    const shown = await services.call<Shop>('seller', { path: `/v1/sellers/${body.slug}` });
    expect(shown.body).toEqual({
      ...store,
      ratingHistogram: [0, 0, 0, 0, 0],
      policies: { returns: '', dispatch: '' },
    });
    const { body: list } = await services.call<StoreList>('seller', { path: '/v1/sellers' });
    expect(list.stores).toContainEqual(store);
    const told = [
      ...(await services.committed('seller', StoreOpened)),
      ...(await services.committed('seller', SellerMemberAdded)),
    ].filter(({ payload }) => payload.sellerId === store.id);
    expect(told.map(({ payload }) => payload)).toEqual([
      { sellerId: store.id, slug: body.slug, name: 'Northwind' },
      { sellerId: store.id, userId: body.ownerId, role: 'owner' },
    ]);
  });

  it('takes an address once, of five at the same moment', async () => {
    const { slug } = bodyOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => open(bodyOf({ slug }))));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.map((answer) => codeOf(answer)[1]).filter(Boolean)).toEqual(
      Array(4).fill('seller.slug-taken'),
    );
    expect(await storesOf(slug)).toHaveLength(1);
    const told = await services.committed('seller', StoreOpened);
    expect(told.filter(({ payload }) => payload.slug === slug)).toHaveLength(1);
  });

  it('of somebody who acts for a store already is refused and makes none', async () => {
    const { ownerId } = bodyOf();
    await open(bodyOf({ ownerId }));
    const second = bodyOf({ ownerId });
    expect(codeOf(await open(second))).toEqual([409, 'seller.already-member']);
    expect(await storesOf(second.slug)).toEqual([]);
  });

  it.each([
    [{ slug: 'No Spaces' }],
    [{ slug: '../x' }],
    [{ name: '' }],
    [{ ownerId: 'me' }],
    [{ status: 'closed' }],
  ])('with %j is refused and makes none', async (fields) => {
    const before = await services.committed('seller', StoreOpened);
    expect(codeOf(await open(bodyOf(fields)))).toEqual([400, 'http.validation']);
    expect(await services.committed('seller', StoreOpened)).toEqual(before);
  });

  it('is for services only', async () => {
    const body = bodyOf();
    const token = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
    const call = { method: 'POST', path: '/internal/stores', body } as const;
    expect((await services.call('seller', call)).status).toBe(401);
    expect((await services.call('seller', { ...call, token })).status).toBe(401);
    expect(await storesOf(body.slug)).toEqual([]);
  });
});

describe('a store', () => {
  it('that does not exist, or is closed, is a 404', async () => {
    expect(codeOf(await services.call('seller', { path: '/v1/sellers/nobody' }))).toEqual([
      404,
      'seller.store-not-found',
    ]);
    const { slug } = (await open(bodyOf())).body;
    await services
      .database<SellerTables>('seller')
      .updateTable('stores')
      .set({ status: 'closed' })
      .where('slug', '=', slug)
      .execute();
    expect(codeOf(await services.call('seller', { path: `/v1/sellers/${slug}` }))).toEqual([
      404,
      'seller.store-not-found',
    ]);
    const { body } = await services.call<StoreList>('seller', { path: '/v1/sellers' });
    expect(body.stores.map((store) => store.slug)).not.toContain(slug);
  });
});
