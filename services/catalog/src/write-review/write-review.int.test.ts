import { randomUUID } from 'node:crypto';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import type { OwnReview, OwnReviewPage, ReviewStanding, ToReview } from '@haat/contracts/http/review.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { createReviewRepository } from '../db/review-repository.ts';

let services: TestServices;
let shop: TestShop;
let documents: CatalogDatabase;
let productId: string;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog']);
  shop = await openShop(services);
  documents = (await services.catalog()).documents;
});
afterAll(() => services.stop());
beforeEach(async () => {
  await documents.reviews.deleteMany({});
  productId = await newProduct();
});

const WORDS = { stars: 4, title: 'Bright enough', body: 'Lights the whole desk.' };
const newProduct = async () => {
  const [offer] = await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]);
  if (!offer) throw new Error('there is no offer');
  return offer.productId;
};
const logIn = async () => {
  const user = services.identity.user();
  return { userId: user.userId, token: await services.identity.tokenFor(user) };
};
type Buyer = Awaited<ReturnType<typeof logIn>>;
const deliver = async (userId: string | null, products: readonly string[]) => {
  const lines = products.map((id) => ({ offerId: randomUUID(), productId: id, title: 'Lamp', quantity: 1 }));
  const row = await services.publish(SellerOrderDelivered, {
    ...samplePayload(SellerOrderDelivered),
    userId,
    lines,
  });
  await services.drained('catalog');
  return row;
};
const buyer = async (): Promise<Buyer> => {
  const visitor = await logIn();
  await deliver(visitor.userId, [productId]);
  return visitor;
};
const write = <Body = OwnReview>({ token }: { token?: string }, body: unknown = WORDS, id = productId) =>
  services.call<Body>('catalog', {
    method: 'POST',
    path: `/v1/products/${id}/reviews`,
    body,
    ...(token ? { token } : {}),
  });
const edit = ({ token }: Buyer, id: string, body: unknown) =>
  services.call<OwnReview>('catalog', { method: 'PUT', path: `/v1/reviews/${id}`, body, token });
const remove = ({ token }: Buyer, id: string) =>
  services.call('catalog', { method: 'DELETE', path: `/v1/reviews/${id}`, token });
const moderate = async (id: string, action: 'hide' | 'show') => {
  const { identity } = services;
  return services.call<OwnReview>('catalog', {
    method: 'POST',
    path: `/v1/admin/reviews/${id}/${action}`,
    token: await identity.tokenFor(identity.user({ roles: ['admin'] })),
    ...(action === 'hide' ? { body: { reason: 'It is about the parcel service.' } } : {}),
  });
};
const standing = async ({ token }: Buyer) =>
  (await services.call<ReviewStanding>('catalog', { path: `/v1/products/${productId}/reviews/mine`, token }))
    .body;
const shown = async () =>
  (await services.call<ReviewPage>('catalog', { path: `/v1/products/${productId}/reviews` })).body.items;
const rating = async () => {
  const { body } = await services.call<ProductDetail>('catalog', { path: `/v1/products/${productId}` });
  return [body.rating, body.ratingHistogram];
};
const UNRATED = [{ average: 0, count: 0 }, [0, 0, 0, 0, 0]];

describe('writing a review', () => {
  it('shows it to everybody by a short name and brings the rating up to date, with its event', async () => {
    const visitor = await buyer();
    const { status, body } = await write(visitor);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...WORDS, authorName: 'Test U.', verifiedPurchase: true, hidden: false });
    expect(body.product).toMatchObject({ id: productId, title: 'Lamp' });
    expect((await shown()).map((review) => [review.id, review.title])).toEqual([[body.id, WORDS.title]]);
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
    const told = (await (await services.catalog()).committed())
      .filter((event) => event.type === ProductChanged.type)
      .map((event) => JSON.parse(event.envelope).payload)
      .filter((payload) => payload.productId === productId);
    expect(told.at(-1)?.rating).toEqual({ average: 4, count: 1 });
  });

  it('is refused to who did not get the product, and nothing is stored', async () => {
    expect(codeOf(await write(await logIn()))).toEqual([403, 'review.not-purchased']);
    expect(codeOf(await write({}))).toEqual([401, 'auth.required']);
    expect(await documents.reviews.countDocuments({ productId: productId as never })).toBe(0);
    expect(await rating()).toEqual(UNRATED);
  });

  it('gives a guest’s delivery no right to anybody', async () => {
    await deliver(null, [productId]);
    expect(await documents.purchases.countDocuments({ productId: productId as never })).toBe(0);
  });

  it('leaves one of twenty at once', async () => {
    const visitor = await buyer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => write<{ code?: string }>(visitor)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.code))).toEqual(new Set([undefined, 'review.exists']));
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
  });

  it('counts each of eight buyers who write at once', async () => {
    const buyers: Buyer[] = [];
    for (let count = 0; count < 8; count++) buyers.push(await buyer());
    await Promise.all(buyers.map((each, index) => write(each, { ...WORDS, stars: (index % 2) + 4 })));
    expect(await rating()).toEqual([{ average: 4.5, count: 8 }, [0, 0, 0, 4, 4]]);
  });

  it.each([
    { ...WORDS, stars: 0 },
    { ...WORDS, stars: 6 },
    { ...WORDS, stars: 4.5 },
    { ...WORDS, stars: '5' },
    { ...WORDS, title: ' ' },
    { ...WORDS, title: 'x'.repeat(121) },
    { ...WORDS, body: '' },
    { ...WORDS, authorName: 'Somebody else' },
    { ...WORDS, title: { $ne: null } },
  ])('refuses %j', async (body) => {
    expect(codeOf(await write(await buyer(), body))).toEqual([400, 'http.validation']);
    expect(await shown()).toEqual([]);
  });

  it('takes the same delivery twice for one purchase', async () => {
    const visitor = await logIn();
    const row = await deliver(visitor.userId, [productId, productId]);
    await services.republish([row]);
    await services.drained('catalog');
    expect(await documents.purchases.countDocuments({ userId: visitor.userId as never })).toBe(1);
  });
});

describe('one’s own review', () => {
  it('can be changed, and the rating with it', async () => {
    const visitor = await buyer();
    const { body } = await write(visitor);
    const changed = await edit(visitor, body.id, { ...WORDS, stars: 2, title: 'It broke' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: body.id, stars: 2, title: 'It broke' });
    expect(changed.body.editedAt).not.toBeNull();
    expect(await rating()).toEqual([{ average: 2, count: 1 }, [0, 1, 0, 0, 0]]);
  });

  it('can be deleted, words and all, and written anew', async () => {
    const visitor = await buyer();
    const { body } = await write(visitor);
    expect((await remove(visitor, body.id)).status).toBe(204);
    expect(await shown()).toEqual([]);
    expect(await rating()).toEqual(UNRATED);
    expect(await documents.reviews.countDocuments({})).toBe(0);
    expect((await write(visitor)).status).toBe(201);
  });

  it('is out of reach of everybody else', async () => {
    const { body } = await write(await buyer());
    const other = await buyer();
    expect(codeOf(await edit(other, body.id, { ...WORDS, stars: 1 }))).toEqual([404, 'review.not-found']);
    expect(codeOf(await remove(other, body.id))).toEqual([404, 'review.not-found']);
    expect((await shown()).map((review) => review.stars)).toEqual([4]);
  });

  it('is listed, and what is not reviewed yet is offered for review', async () => {
    const visitor = await buyer();
    const second = await newProduct();
    await deliver(visitor.userId, [second]);
    const toWrite = async () =>
      (
        await services.call<ToReview>('catalog', { path: '/v1/reviews/to-write', token: visitor.token })
      ).body.items.map((item) => item.product.id);
    expect((await toWrite()).sort()).toEqual([productId, second].sort());
    expect(await standing(visitor)).toEqual({ purchased: true, review: null });
    const { body } = await write(visitor);
    expect(await toWrite()).toEqual([second]);
    expect((await standing(visitor)).review?.id).toBe(body.id);
    const mine = await services.call<OwnReviewPage>('catalog', {
      path: '/v1/reviews/mine',
      token: visitor.token,
    });
    expect(mine.body.items.map((review) => review.id)).toEqual([body.id]);
    expect(await standing(await logIn())).toEqual({ purchased: false, review: null });
  });
});

describe('a review that the staff hides', () => {
  it('is seen by its author only and counts for nothing, until it is shown again', async () => {
    const visitor = await buyer();
    const { body } = await write(visitor);
    expect((await moderate(body.id, 'hide')).body).toMatchObject({ hidden: true });
    expect(await shown()).toEqual([]);
    expect(await rating()).toEqual(UNRATED);
    expect((await standing(visitor)).review).toMatchObject({
      hidden: true,
      hiddenReason: 'It is about the parcel service.',
    });
    // Its author cannot bring it back by a change.
    await edit(visitor, body.id, WORDS);
    expect(await shown()).toEqual([]);
    await moderate(body.id, 'show');
    expect((await shown()).map((review) => review.id)).toEqual([body.id]);
    expect(await rating()).toEqual([{ average: 4, count: 1 }, [0, 0, 0, 1, 0]]);
  });

  it('is hidden by staff alone', async () => {
    const visitor = await buyer();
    const { body } = await write(visitor);
    const answer = await services.call('catalog', {
      method: 'POST',
      path: `/v1/admin/reviews/${body.id}/hide`,
      body: { reason: 'I do not like it.' },
      token: shop.token,
    });
    expect(answer.status).toBe(403);
    expect(await shown()).toHaveLength(1);
  });
});

it('settles the rating of a review whose writing was cut off', async () => {
  const user = services.identity.user();
  const reviews = createReviewRepository(documents);
  const actor = { userId: user.userId, name: 'Test User' } as Parameters<typeof reviews.insert>[0];
  await reviews.insert(actor, productId as never, WORDS);
  await until('the rating to be settled', async () => {
    const [unsettled] = await reviews.unsettled(1);
    return unsettled === undefined;
  });
  expect((await documents.products.findOne({ _id: productId as never }))?.rating).toEqual({
    average: 4,
    count: 1,
  });
});
