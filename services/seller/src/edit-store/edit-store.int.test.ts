import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { Shop } from '@haat/contracts/http/seller.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { changesOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let services: TestServices;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices(['seller']);
});
afterAll(() => services.stop());
beforeEach(async () => {
  shop = await openShop(services);
});

const TEXT = {
  about: 'Lamps, made by hand.',
  policies: { returns: 'Thirty days.\n\n<script>alert(1)</script>', dispatch: 'The next working day.' },
};
const edit = (token: string, body: object = TEXT) =>
  services.call<Shop>('seller', { method: 'PUT', path: '/v1/seller/store', token, body });
const shown = async (slug = shop.slug) =>
  (await services.call<Shop>('seller', { path: `/v1/sellers/${slug}` })).body;

describe('what a store says of itself', () => {
  it('is shown as it was written, letter by letter, and its change is in the audit log', async () => {
    const { status, body } = await edit(shop.token);
    expect([status, body.policies]).toEqual([200, TEXT.policies]);
    expect(await shown()).toMatchObject({ ...TEXT, name: shop.name, slug: shop.slug });
    const { body: own } = await services.call<Shop>('seller', {
      path: '/v1/seller/store',
      token: shop.token,
    });
    expect(own).toEqual(await shown());
    const acts = await services.committed('seller', PrivilegedAct);
    expect(acts.findLast(({ payload }) => payload.subject.id === shop.id)?.payload).toMatchObject({
      action: 'store.edited',
      before: { about: '', returns: '', dispatch: '' },
      after: { about: TEXT.about, returns: TEXT.policies.returns, dispatch: TEXT.policies.dispatch },
    });
  });

  it('is changed by one store for itself alone', async () => {
    const other = await openShop(services);
    await edit(other.token);
    expect(await shown()).toMatchObject({ about: '', policies: { returns: '', dispatch: '' } });
  });

  it.each(['fulfilment', 'finance'] as const)(
    'is read and not changed by %s',
    async (sellerRole: SellerRole) => {
      const token = await services.identity.tokenFor(
        services.identity.user({ roles: ['customer', 'seller'], sellerId: shop.id, sellerRole }),
      );
      const changes = await changesOf(services, 'seller');
      expect((await services.call('seller', { path: '/v1/seller/store', token })).status).toBe(200);
      expect(codeOf(await edit(token))).toEqual([403, 'auth.forbidden']);
      expect(await changes()).toEqual([]);
    },
  );

  it.each([
    [{ ...TEXT, name: 'Another name' }],
    [{ ...TEXT, rating: { average: 5, count: 1_000 } }],
    [{ ...TEXT, policies: { ...TEXT.policies, warranty: 'None.' } }],
    [{ ...TEXT, about: 'x'.repeat(2_001) }],
    [{ about: 'No policies' }],
  ])('with %j is refused, and nothing is written', async (body) => {
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await edit(shop.token, body))).toEqual([400, 'http.validation']);
    expect(await changes()).toEqual([]);
  });
});
