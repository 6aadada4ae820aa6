import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import type { ProductDetail, ReviewPage } from '@haat/contracts/http/catalog.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogDatabase } from './catalog-database.ts';
import { createMongoOutboxStore } from './mongo-outbox-store.ts';

let services: TestServices;
let documents: CatalogDatabase;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog']);
  documents = (await services.catalog()).documents;
});
afterAll(() => services.stop());

const offer = async (price = '20.00') => {
  const [listed] = await listOffers(services, await openShop(services), [{ title: 'Lamp', price }]);
  if (!listed) throw new Error('there is no offer');
  await services.settled();
  return listed;
};
const productOf = (id: string) => documents.products.findOne({ _id: id as never });
const show = (id: string, headers: Record<string, string> = {}) =>
  services.call<ProductDetail>('catalog', { path: `/v1/products/${id}`, headers });

describe('events inside a document', () => {
  /** A document whose events nobody has published, and a store of its own on it. */
  const pending = async () => {
    const { productId } = await offer();
    // Nobody else's relay may take them: they are pending in a collection of their own.
    const product = await productOf(productId);
    if (!product) throw new Error('there is no product');
    const products = documents.products.db?.collection(`products_${productId}`) as typeof documents.products;
    await products.insertOne({ ...product, outboxState: 'pending' });
    const acts = documents.products.db?.collection(`acts_${productId}`) as typeof documents.acts;
    const store = createMongoOutboxStore({ products, acts }, { brokerForgets: false });
    return { products, store, productId };
  };

  it('are claimed together and gone when all of them are published', async () => {
    const { store } = await pending();
    const rows = await store.claim(10);
    expect(rows.map((row) => row.type)).toEqual(['catalog.offers-created.v1', 'catalog.product-changed.v1']);
    await store.markPublished(rows);
    expect(await store.claim(10)).toEqual([]);
  });

  it('stay where the broker refused one of them', async () => {
    const { store } = await pending();
    const [first, ...others] = await store.claim(10);
    if (!first) throw new Error('there is no event');
    await store.markPublished(others);
    await store.release([first]);
    expect((await store.claim(10)).map((row) => row.id)).toContain(first.id);
  });

  it('that were added after the claim stay', async () => {
    const { store, products, productId } = await pending();
    const rows = await store.claim(10);
    const late = { id: uuidv7(), type: 'catalog.product-changed.v1', envelope: '{}' };
    await products.updateOne(
      { _id: productId as never },
      { $inc: { version: 1 }, $push: { pendingEvents: late } },
    );
    await store.markPublished(rows);
    expect((await store.claim(10)).map((row) => row.id)).toContain(late.id);
  });
});

describe('word of an availability', () => {
  it('is shown, and older word than that is dropped', async () => {
    const { offerId, productId, sellerId } = await offer();
    const tell = async (availability: 'in_stock' | 'low_stock' | 'out_of_stock', sequence: number) => {
      const event = await services.publish(
        AvailabilityChanged,
        { offerId, productId, sellerId, availability },
        sequence,
      );
      await services.republish([event]);
      await services.drained('catalog');
      return (await show(productId)).body.offers[0]?.availability;
    };
    expect(await tell('low_stock', 5)).toBe('low_stock');
    expect(await tell('in_stock', 4)).toBe('low_stock');
    expect(await tell('out_of_stock', 6)).toBe('out_of_stock');
    expect((await productOf(productId))?.version).toBe(3);
  });
});

describe('reviews', () => {
  const add = (productId: string, reviews: { id: string; stars: unknown }[]) =>
    services.callAsService('catalog', {
      method: 'POST',
      path: '/internal/reviews',
      body: {
        reviews: reviews.map(({ id, stars }) => ({
          id,
          productId,
          stars,
          title: 'Fine',
          body: 'It is fine.',
          authorName: 'Ada',
          createdAt: '2026-05-04T10:15:00.000Z',
        })),
      },
    });

  it('make the rating of their product, also when they are sent again', async () => {
    const { productId } = await offer();
    const reviews = [5, 4, 4, 1].map((stars) => ({ id: uuidv7(), stars }));
    await add(productId, reviews);
    await add(productId, reviews);
    const { body } = await show(productId);
    expect([body.rating, body.ratingHistogram]).toEqual([{ average: 3.5, count: 4 }, [1, 0, 0, 2, 1]]);
  });

  it('are listed newest first, each once over the pages', async () => {
    const { productId } = await offer();
    const ids = Array.from({ length: 7 }, () => uuidv7());
    await add(
      productId,
      ids.map((id) => ({ id, stars: 3 })),
    );
    const seen: string[] = [];
    let query = 'limit=3';
    for (;;) {
      const { body } = await services.call<ReviewPage>('catalog', {
        path: `/v1/products/${productId}/reviews?${query}`,
      });
      seen.push(...body.items.map((review) => review.id));
      if (!body.nextCursor) break;
      query = `limit=3&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it.each([[0], [6], [4.5], ['5']])('of %j stars are refused and change nothing', async (stars) => {
    const { productId } = await offer();
    expect(codeOf(await add(productId, [{ id: uuidv7(), stars }]))).toEqual([400, 'http.validation']);
    expect((await show(productId)).body.rating.count).toBe(0);
  });
});

describe('a product page', () => {
  it('is not sent again to who has it, and is when it changed', async () => {
    const { productId, offerId, sellerId } = await offer();
    const first = await show(productId);
    const etag = String(first.headers.etag);
    expect((await show(productId, { 'if-none-match': etag })).status).toBe(304);
    await services.publish(
      AvailabilityChanged,
      { offerId, productId, sellerId, availability: 'out_of_stock' },
      9,
    );
    await services.drained('catalog');
    const second = await show(productId, { 'if-none-match': etag });
    expect([second.status, second.body.offers[0]?.availability]).toEqual([200, 'out_of_stock']);
  });

  it.each(['nothing-of-that-name', '01990000-0000-7000-8000-000000000000'])('of %s is a 404', async (id) => {
    expect(codeOf(await show(id))).toEqual([404, 'catalog.product-not-found']);
  });

  it.each(['a$b', '%7B%22$ne%22:null%7D', '..%2f..%2fetc', 'A'])(
    'by the address %s is refused',
    async (id) => {
      expect((await show(id)).status).toBe(400);
    },
  );
});

describe('a drawn picture', () => {
  it('is an image that can run nothing', async () => {
    const { headers, text } = await services.call('catalog', { path: '/v1/media/art/teddy-bear.3.svg' });
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toMatch(/^<svg .*<\/svg>$/s);
    expect(text).not.toMatch(/script|onload/);
  });

  it.each(['constructor.svg', '__proto__.1.svg', 'nothing.svg'])(
    'of %s is the default one or refused',
    async (file) => {
      const { status, text } = await services.call('catalog', { path: `/v1/media/art/${file}` });
      expect([200, 400]).toContain(status);
      expect(text).not.toContain('undefined');
    },
  );
});
