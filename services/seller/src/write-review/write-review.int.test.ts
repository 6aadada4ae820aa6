import { randomUUID } from 'node:crypto';
import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerRatingChanged } from '@haat/contracts/events/seller-rating-changed.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { PersonalData } from '@haat/contracts/http/personal-data.ts';
import type { Shop } from '@haat/contracts/http/seller.ts';
import type {
  OwnSellerReview,
  RatedDeliveryPage,
  SellerReview,
  SellerReviewPage,
  StaffSellerReviewPage,
} from '@haat/contracts/http/seller-review.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { samplePayload } from '@haat/testing/samples.ts';
import { changesOf } from '@haat/testing/service-state.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import { startTestServices, type TestCall, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SellerTables } from '../db/tables.ts';

let services: TestServices;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog']);
});
afterAll(() => services.stop());
beforeEach(async () => {
  shop = await openShop(services);
});

const WORDS = { stars: 4, body: 'Well packed, and a day early.' };
type Caller = { readonly token?: string };
interface Buyer extends TestUser {
  readonly token: string;
  readonly sellerOrderId: string;
  readonly orderId: string;
}

const call = <Body>({ token }: Caller, path: string, fields: Partial<TestCall> = {}) =>
  services.call<Body>('seller', { path, ...(token ? { token } : {}), ...fields });
const logIn = async (user = services.identity.user()) => ({
  ...user,
  token: await services.identity.tokenFor(user),
});
const deliver = async (
  userId: string | null,
  ids = { sellerOrderId: randomUUID(), orderId: randomUUID() },
) => {
  await services.publish(SellerOrderDelivered, {
    ...samplePayload(SellerOrderDelivered),
    ...ids,
    sellerId: shop.id,
    userId,
  });
  await services.drained('seller');
  return ids;
};
const buyer = async (): Promise<Buyer> => {
  const user = await logIn();
  return { ...user, ...(await deliver(user.userId)) };
};
const write = <Body = OwnSellerReview>(
  by: Caller,
  sellerOrderId: string,
  body: Record<string, unknown> = WORDS,
) => call<Body>(by, '/v1/seller-reviews', { method: 'POST', body: { sellerOrderId, ...body } });
const edit = (by: Caller, id: string, body: object) =>
  call<OwnSellerReview>(by, `/v1/seller-reviews/${id}`, { method: 'PUT', body });
const remove = (by: Caller, id: string) => call(by, `/v1/seller-reviews/${id}`, { method: 'DELETE' });
const reply = (by: Caller, id: string, body: string) =>
  call<SellerReview>(by, `/v1/seller/reviews/${id}/reply`, { method: 'PUT', body: { body } });
const staff = () => logIn(services.identity.user({ roles: ['admin'] }));
const moderate = async (id: string, action: 'hide' | 'show') =>
  call<OwnSellerReview>(await staff(), `/v1/admin/seller-reviews/${id}/${action}`, {
    method: 'POST',
    ...(action === 'hide' ? { body: { reason: 'It names the driver.' } } : {}),
  });
const shown = async () => (await call<SellerReviewPage>({}, `/v1/sellers/${shop.slug}/reviews`)).body.items;
const mine = async (by: Caller, query = '') =>
  (await call<RatedDeliveryPage>(by, `/v1/seller-reviews/mine${query}`)).body.items;
const rating = async () => {
  const { body } = await call<Shop>({}, `/v1/sellers/${shop.slug}`);
  return [body.rating, body.ratingHistogram];
};
const told = async () =>
  (await services.committed('seller', SellerRatingChanged))
    .filter(({ payload }) => payload.sellerId === shop.id)
    .map(({ payload, sequence }) => [sequence, payload.rating]);
const acts = async (id: string) =>
  (await services.committed('seller', PrivilegedAct))
    .filter(({ payload }) => payload.subject.id === id)
    .map(({ payload }) => [payload.action, payload.reason]);
const UNRATED = [{ average: 0, count: 0 }, [0, 0, 0, 0, 0]];

describe('a review of a seller', () => {
  it('is shown to everybody by a short name, and rates the shop, with its event', async () => {
    const visitor = await buyer();
    const { status, body } = await write(visitor, visitor.sellerOrderId);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...WORDS, authorName: 'Test U.', reply: null, hidden: false });
    expect(await shown()).toEqual([expect.objectContaining({ id: body.id, ...WORDS })]);
    expect(JSON.stringify(await shown())).not.toContain(visitor.userId);
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
    expect(await told()).toEqual([[2, { average: 4, count: 1 }]]);
  });

  it.each([
    ['nobody', async () => [{}, (await buyer()).sellerOrderId] as const, [401, 'auth.required']],
    [
      'somebody whose parcel it is not',
      async () => [await logIn(), (await buyer()).sellerOrderId] as const,
      [403, 'seller-review.not-delivered'],
    ],
    [
      'the guest’s namesake',
      async () => [await logIn(), (await deliver(null)).sellerOrderId] as const,
      [403, 'seller-review.not-delivered'],
    ],
    [
      'who acts for the shop, and bought there',
      async () => {
        const { sellerOrderId } = await deliver(shop.ownerId);
        return [await logIn(services.identity.user({ userId: shop.ownerId })), sellerOrderId] as const;
      },
      [403, 'seller-review.own-store'],
    ],
  ])('is refused to %s, and nothing is written', async (_who, make, refusal) => {
    const [by, sellerOrderId] = await make();
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await write(by, sellerOrderId))).toEqual(refusal);
    expect(await changes()).toEqual([]);
    expect(await rating()).toEqual(UNRATED);
  });

  it.each([
    [{ stars: 0 }],
    [{ stars: 6 }],
    [{ stars: 4.5 }],
    [{ body: '' }],
    [{ body: ' \n ' }],
    [{ body: 'x'.repeat(2_001) }],
    [{ hidden: false }],
    [{ reply: 'Thank you' }],
    [{ authorName: 'Somebody' }],
  ])('with %j is refused', async (fields) => {
    const visitor = await buyer();
    const changes = await changesOf(services, 'seller');
    const answer = await write(visitor, visitor.sellerOrderId, { ...WORDS, ...fields });
    expect(codeOf(answer)).toEqual([400, 'http.validation']);
    expect(await changes()).toEqual([]);
  });

  it('is one of fifty that come at once, and counted once', async () => {
    const visitor = await buyer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => write<{ code?: string }>(visitor, visitor.sellerOrderId)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(
      new Set([undefined, 'seller-review.exists']),
    );
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
    expect(await told()).toHaveLength(1);
  });

  it('of each of twenty buyers at once is counted', async () => {
    const buyers = await Promise.all(Array.from({ length: 20 }, buyer));
    await Promise.all(
      buyers.map((each, index) => write(each, each.sellerOrderId, { ...WORDS, stars: 1 + (index % 5) })),
    );
    expect(await rating()).toEqual([{ average: 3, count: 20 }, [4, 4, 4, 4, 4]]);
    const sequences = (await told()).map(([sequence]) => sequence);
    expect(sequences).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });

  it('is changed and deleted by its author only, and the rating follows', async () => {
    const [visitor, other] = [await buyer(), await buyer()];
    const { body } = await write(visitor, visitor.sellerOrderId);
    await write(other, other.sellerOrderId, { ...WORDS, stars: 1 });
    expect(codeOf(await edit(other, body.id, WORDS))).toEqual([404, 'seller-review.not-found']);
    expect(codeOf(await remove(other, body.id))).toEqual([404, 'seller-review.not-found']);
    const edited = await edit(visitor, body.id, { stars: 2, body: 'It broke.' });
    expect(edited.body).toMatchObject({ stars: 2, body: 'It broke.', editedAt: expect.any(String) });
    expect(await rating()).toEqual([{ average: 1.5, count: 2 }, [1, 1, 0, 0, 0]]);
    // Other words and the same stars: the rating is what it was, and nothing is told.
    const before = await told();
    await edit(visitor, body.id, { stars: 2, body: 'It broke at once.' });
    expect(await told()).toEqual(before);
    expect((await remove(visitor, body.id)).status).toBe(204);
    expect(codeOf(await remove(visitor, body.id))).toEqual([404, 'seller-review.not-found']);
    expect(await rating()).toEqual([{ average: 1, count: 1 }, [1, 0, 0, 0, 0]]);
    expect((await write(visitor, visitor.sellerOrderId)).status).toBe(201);
  });

  it('is listed with the parcels that it may be written of', async () => {
    const visitor = await buyer();
    const second = await deliver(visitor.userId);
    const { body } = await write(visitor, second.sellerOrderId);
    expect((await mine(visitor)).map((each) => [each.sellerOrderId, each.review?.id ?? null])).toEqual(
      expect.arrayContaining([
        [visitor.sellerOrderId, null],
        [second.sellerOrderId, body.id],
      ]),
    );
    const [one, ...none] = await mine(visitor, `?orderId=${second.orderId}`);
    expect([one?.store, none]).toEqual([{ id: shop.id, slug: shop.slug, name: shop.name }, []]);
    expect(await mine(await logIn())).toEqual([]);
  });

  it('may be written by who claimed what a guest was sent', async () => {
    const user = await logIn();
    const ids = await deliver(null);
    const payload = samplePayload(OrderClaimed);
    const [delivered] = payload.delivered;
    if (!delivered) throw new Error('the sample has no parcel');
    await services.publish(OrderClaimed, {
      ...payload,
      orderId: ids.orderId,
      userId: user.userId,
      delivered: [{ ...delivered, sellerOrderId: ids.sellerOrderId, sellerId: shop.id }],
    });
    await services.drained('seller');
    expect((await write(user, ids.sellerOrderId)).status).toBe(201);
  });
});

describe('the seller', () => {
  it('answers once, changes the answer and takes it back; each is in the audit log', async () => {
    const visitor = await buyer();
    const { id } = (await write(visitor, visitor.sellerOrderId)).body;
    await reply(shop, id, 'Thank you!');
    const { status, body } = await reply(shop, id, 'Thank you, come again.');
    expect([status, body.reply?.body]).toEqual([200, 'Thank you, come again.']);
    expect((await shown())[0]?.reply?.body).toBe('Thank you, come again.');
    expect((await call(shop, `/v1/seller/reviews/${id}/reply`, { method: 'DELETE' })).status).toBe(204);
    expect((await shown())[0]?.reply).toBeNull();
    expect((await acts(id)).map(([action]) => action)).toEqual([
      'store.review-answered',
      'store.review-answered',
      'store.reply-removed',
    ]);
    // Whoever answers, the stars are the buyer's.
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
  });

  it('of another shop, or without the right to, does not', async () => {
    const visitor = await buyer();
    const { id } = (await write(visitor, visitor.sellerOrderId)).body;
    const packer = await logIn(
      services.identity.user({ roles: ['customer', 'seller'], sellerId: shop.id, sellerRole: 'fulfilment' }),
    );
    const changes = await changesOf(services, 'seller');
    expect(codeOf(await reply(packer, id, 'Hello'))).toEqual([403, 'auth.forbidden']);
    expect(codeOf(await reply(visitor, id, 'Hello'))).toEqual([403, 'auth.wrong-audience']);
    expect(await changes()).toEqual([]);
    expect(codeOf(await reply(await openShop(services), id, 'Hello'))).toEqual([
      404,
      'seller-review.not-found',
    ]);
    expect((await shown())[0]?.reply).toBeNull();
  });
});

describe('staff', () => {
  it('hide a review: only its author sees it, and it counts for nothing until it is shown again', async () => {
    const visitor = await buyer();
    const { id } = (await write(visitor, visitor.sellerOrderId)).body;
    expect((await moderate(id, 'hide')).body).toMatchObject({
      hidden: true,
      hiddenReason: 'It names the driver.',
    });
    expect([await shown(), await rating()]).toEqual([[], UNRATED]);
    expect((await mine(visitor))[0]?.review).toMatchObject({ hidden: true });
    expect(codeOf(await reply(shop, id, 'Thank you'))).toEqual([404, 'seller-review.not-found']);
    // Changing the words does not bring it back.
    await edit(visitor, id, { stars: 5, body: 'Other words.' });
    expect([await shown(), await rating()]).toEqual([[], UNRATED]);
    const list = await call<StaffSellerReviewPage>(await staff(), '/v1/admin/seller-reviews?hidden=true');
    expect(list.body.items.map((each) => each.id)).toContain(id);
    await moderate(id, 'show');
    expect(await rating()).toEqual([{ average: 5, count: 1 }, [0, 0, 0, 0, 1]]);
    expect(await acts(id)).toEqual([
      ['seller-review.hidden', 'It names the driver.'],
      ['seller-review.shown', null],
    ]);
    expect(codeOf(await moderate(randomUUID(), 'hide'))).toEqual([404, 'seller-review.not-found']);
  });
});

describe('an account that is gone', () => {
  it('leaves its words and its stars, and neither name nor account', async () => {
    const visitor = await buyer();
    const { id } = (await write(visitor, visitor.sellerOrderId)).body;
    const exported = await services.callAsService<PersonalData>('seller', {
      method: 'POST',
      path: '/internal/personal-data',
      body: { userId: visitor.userId, email: visitor.email },
    });
    expect(exported.body.sections.find(({ name }) => name === 'sellerReviews')?.items).toEqual([
      expect.objectContaining({ store: shop.name, ...WORDS }),
    ]);
    await services.publish(UserErased, { userId: visitor.userId, email: visitor.email });
    await services.drained('seller');
    expect(await shown()).toEqual([
      expect.objectContaining({ id, ...WORDS, authorName: 'A former customer' }),
    ]);
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
    expect(codeOf(await edit(visitor, id, WORDS))).toEqual([404, 'seller-review.not-found']);
    expect(await mine(visitor)).toEqual([]);
  });

  it('is on no review that was being written as it went', async () => {
    const visitor = await buyer();
    const database = services.database<SellerTables>('seller');
    const waiting = async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      `.execute(database);
      return rows.length;
    };
    const written = await database.transaction().execute(async (holder) => {
      await holder
        .selectFrom('stores')
        .select('id')
        .where('id', '=', shop.id as never)
        .forUpdate()
        .execute();
      const answer = write(visitor, visitor.sellerOrderId);
      await until('the review to wait for its store', async () => (await waiting()) === 1);
      await services.publish(UserErased, { userId: visitor.userId, email: visitor.email });
      // Either it waits for the review, or it is through already: both come to an end before the store is let go.
      await until(
        'the erasure to have come',
        async () => (await waiting()) === 2 || (await mine(visitor)).length === 0,
      );
      return { answer };
    });
    const { status, body } = await written.answer;
    await services.drained('seller');
    expect(status).toBe(201);
    const row = await database
      .selectFrom('store_reviews')
      .select(['author_id', 'author_name', 'seller_order_id'])
      .where('id', '=', body.id)
      .executeTakeFirst();
    expect(row).toEqual({ author_id: null, author_name: 'A former customer', seller_order_id: null });
  });

  it('is not invited to a store any more', async () => {
    const user = await logIn();
    const invite = { email: user.email.toUpperCase(), role: 'manager' };
    await call(shop, '/v1/seller/team', { method: 'POST', body: invite });
    const invitations = async () =>
      services
        .database<SellerTables>('seller')
        .selectFrom('store_invitations')
        .select('email')
        .where('store_id', '=', shop.id as never)
        .execute();
    expect(await invitations()).toHaveLength(1);
    await services.publish(UserErased, { userId: user.userId, email: user.email });
    await services.drained('seller');
    expect(await invitations()).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('shows the rating with the seller’s offers; what comes late or twice changes nothing', async () => {
    const [offer] = await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]);
    const ratingOnPage = async () => {
      const { body } = await services.call<ProductDetail>('catalog', {
        path: `/v1/products/${offer?.productId}`,
      });
      return body.offers[0]?.sellerRating;
    };
    const visitor = await buyer();
    await write(visitor, visitor.sellerOrderId);
    await services.settled();
    const { documents } = await services.catalog();
    const stored = () => documents.sellers.findOne({ _id: shop.id as never });
    await until('the rating in the catalogue', stored);
    // The page was not asked for before: nothing old is remembered.
    expect(await ratingOnPage()).toEqual({ average: 4, count: 1 });
    const late = { sellerId: shop.id, rating: { average: 1, count: 9 } };
    for (const sequence of [1, 2]) await services.publish(SellerRatingChanged, late, sequence);
    await services.drained('catalog');
    expect((await stored())?.rating).toEqual({ average: 4, count: 1 });
    await services.publish(SellerRatingChanged, late, 3);
    await services.drained('catalog');
    expect((await stored())?.rating).toEqual(late.rating);
  });
});
