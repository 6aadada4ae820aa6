import { randomUUID } from 'node:crypto';
import type { EventPayload } from '@haat/contracts/define-event.ts';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import type { SearchResult, SuggestionList } from '@haat/contracts/http/search.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { samplePayload } from '@haat/testing/samples.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchTables } from '../db/tables.ts';

type Product = EventPayload<typeof ProductChanged>;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['search']);
});
afterAll(() => services.stop());

interface Traits {
  title: string;
  brand?: string | null;
  price?: number;
  listPrice?: number | null;
  rating?: [average: number, count: number];
  inStock?: boolean;
  category?: string;
  listedAt?: string;
  sellers?: string[];
}
const SAMPLE = samplePayload(ProductChanged);
const productOf = (traits: Traits, productId: string = randomUUID()): Product => {
  const [offer] = SAMPLE.offers;
  if (!offer) throw new Error('the sample has no offer');
  const category = traits.category ?? 'other';
  return {
    ...SAMPLE,
    productId,
    title: traits.title,
    slug: `p-${productId}`,
    brand: traits.brand === undefined ? 'Aurel' : traits.brand,
    description: '',
    attributes: [],
    categories: [
      { id: category, name: category },
      { id: `${category}-inner`, name: `${category} inner` },
    ],
    rating: { average: traits.rating?.[0] ?? 0, count: traits.rating?.[1] ?? 0 },
    listedAt: traits.listedAt ?? '2026-05-01T09:00:00.000Z',
    offers: (traits.sellers ?? ['northwind']).map((sellerSlug) => ({
      ...offer,
      offerId: randomUUID(),
      sellerSlug,
      price: { amount: traits.price ?? 1_000, currency: 'USD' },
      listPrice: traits.listPrice ? { amount: traits.listPrice, currency: 'USD' } : null,
      availability: traits.inStock === false ? 'out_of_stock' : 'in_stock',
    })),
  };
};
const publish = async (product: Product, version = 1) => {
  await services.publish(ProductChanged, product, version);
  return product.productId;
};
const index = async (...traits: Traits[]) => {
  const ids: string[] = [];
  for (const each of traits) ids.push(await publish(productOf(each)));
  await services.drained('search');
  return ids;
};
/** Answers are kept for seconds; a filter that changes nothing makes each question a new one. */
let asked = 0;
const search = (query: Record<string, string | number | boolean>) => {
  const salted = { priceMax: 1_000_000_000 + ++asked, ...query };
  const parameters = new URLSearchParams(
    Object.entries(salted).map(([name, value]) => [name, String(value)]),
  );
  return services.call<SearchResult>('search', { path: `/v1/search?${parameters}` });
};
const titles = async (query: Record<string, string | number | boolean>) =>
  (await search(query)).body.items.map((item) => item.title);

describe('the index', () => {
  it('shows a product that was told of, with its best offer', async () => {
    const id = randomUUID();
    const product = productOf({ title: 'Zephyr Kettle', price: 4_500 }, id);
    const [base] = product.offers;
    if (!base) throw new Error('there is no offer');
    const offers = [
      {
        ...base,
        offerId: randomUUID(),
        sellerName: 'Gone',
        price: { amount: 100, currency: 'USD' },
        availability: 'out_of_stock' as const,
      },
      { ...base, sellerName: 'Cheap', price: { amount: 4_200, currency: 'USD' } },
      { ...base, offerId: randomUUID(), sellerName: 'Dear', price: { amount: 4_900, currency: 'USD' } },
    ];
    await publish({ ...product, offers });
    await services.drained('search');
    const { body } = await search({ q: 'zephyr kettle' });
    expect(body.items).toMatchObject([
      {
        id,
        title: 'Zephyr Kettle',
        sellerName: 'Cheap',
        price: { amount: 4_200 },
        offerCount: 3,
        inStock: true,
      },
    ]);
  });

  it('ignores word that is older than what it knows, and the same word again', async () => {
    const id = randomUUID();
    await publish(productOf({ title: 'Quokka Mug new' }, id), 5);
    await services.drained('search');
    await publish(productOf({ title: 'Quokka Mug old' }, id), 4);
    await publish(productOf({ title: 'Quokka Mug same' }, id), 5);
    await services.drained('search');
    expect(await titles({ q: 'quokka mug' })).toEqual(['Quokka Mug new']);
    await publish(productOf({ title: 'Quokka Mug newest' }, id), 6);
    await services.drained('search');
    expect(await titles({ q: 'quokka mug' })).toEqual(['Quokka Mug newest']);
  });

  it('takes the newest of many versions that arrive together', async () => {
    const id = randomUUID();
    await Promise.all(
      [3, 1, 4, 2].map((version) => publish(productOf({ title: `Wombat Rug v${version}` }, id), version)),
    );
    await services.drained('search');
    expect(await titles({ q: 'wombat rug' })).toEqual(['Wombat Rug v4']);
  });

  it('keeps a withdrawn product withdrawn when older word comes late, and brings it back by newer', async () => {
    const id = randomUUID();
    await publish(productOf({ title: 'Numbat Vase' }, id), 1);
    await publish({ ...productOf({ title: 'Numbat Vase' }, id), status: 'withdrawn' }, 3);
    await services.drained('search');
    await publish(productOf({ title: 'Numbat Vase' }, id), 2);
    await services.drained('search');
    expect(await titles({ q: 'numbat vase' })).toEqual([]);
    await publish(productOf({ title: 'Numbat Vase' }, id), 4);
    await services.drained('search');
    expect(await titles({ q: 'numbat vase' })).toEqual(['Numbat Vase']);
  });

  it('takes no withdrawal for newer than it is', async () => {
    const id = randomUUID();
    await publish(productOf({ title: 'Bilby Bowl' }, id), 7);
    await publish({ ...productOf({ title: 'Bilby Bowl' }, id), status: 'withdrawn' }, 6);
    await services.drained('search');
    expect(await titles({ q: 'bilby bowl' })).toEqual(['Bilby Bowl']);
  });

  it('drops a product that nobody sells any more', async () => {
    const id = randomUUID();
    await publish(productOf({ title: 'Dugong Tray' }, id), 1);
    await publish({ ...productOf({ title: 'Dugong Tray' }, id), offers: [] }, 2);
    await services.drained('search');
    expect(await titles({ q: 'dugong tray' })).toEqual([]);
  });
});

describe('facets', () => {
  const category = `shoes-${randomUUID().slice(0, 8)}`;
  beforeAll(async () => {
    await index(
      { title: 'Trail Shoe', brand: 'Fell', price: 900, rating: [4.5, 3], category },
      { title: 'Road Shoe', brand: 'Fell', price: 3_000, rating: [3.2, 5], category },
      { title: 'City Shoe', brand: 'Lane', price: 3_100, rating: [1.5, 2], category },
      { title: 'Plain Shoe', brand: null, price: 60_000, category },
    );
  });
  const facetsOf = async (query: Record<string, string | number>) =>
    (await search({ category, ...query })).body.facets;
  const brands = async (query: Record<string, string | number>) =>
    (await facetsOf(query))?.brands.map(({ value, count }) => [value, count]);

  it('count what matches', async () => {
    const { body } = await search({ category });
    expect(body.total).toBe(4);
    expect(body.facets).toEqual({
      categories: [{ id: `${category}-inner`, name: `${category} inner`, count: 4 }],
      brands: [
        { value: 'Fell', count: 2 },
        { value: 'Lane', count: 1 },
      ],
      prices: [
        { min: 0, max: 1_000, count: 1 },
        { min: 2_500, max: 5_000, count: 2 },
        { min: 50_000, max: null, count: 1 },
      ],
      ratings: [
        { min: 4, count: 1 },
        { min: 3, count: 2 },
        { min: 2, count: 2 },
        { min: 1, count: 3 },
      ],
    });
  });

  it('leave their own filter out, and keep the others', async () => {
    expect(await brands({ brand: 'Lane' })).toEqual([
      ['Fell', 2],
      ['Lane', 1],
    ]);
    expect(await brands({ priceMin: 2_000, priceMax: 4_000 })).toEqual([
      ['Fell', 1],
      ['Lane', 1],
    ]);
    const byBrand = await facetsOf({ brand: 'Fell', priceMin: 2_000, priceMax: 4_000 });
    expect(byBrand?.prices.map(({ min, count }) => [min, count])).toEqual([
      [0, 1],
      [2_500, 1],
    ]);
  });

  it('narrow the items by every filter', async () => {
    expect(await titles({ category, brand: 'Fell,Lane', priceMin: 3_000, priceMax: 3_050 })).toEqual([
      'Road Shoe',
    ]);
    expect(await titles({ category, minRating: 4 })).toEqual(['Trail Shoe']);
    expect(await titles({ category: `${category}-inner`, brand: 'Nobody' })).toEqual([]);
  });

  it('finds a brand with a comma in its name', async () => {
    await index({ title: 'Comma Shoe', brand: 'Fell, Sons & Co', category });
    expect(await titles({ category, brand: encodeURIComponent('Fell, Sons & Co') })).toEqual(['Comma Shoe']);
  });

  it('are left out where nobody asks for them', async () => {
    expect((await search({ category, facets: false })).body.facets).toBeUndefined();
  });
});

describe('sorting and paging', () => {
  const category = `sorted-${randomUUID().slice(0, 8)}`;
  const all = Array.from({ length: 23 }, (_, index) => ({
    title: `Pebble ${String(index).padStart(2, '0')}`,
    // Ties on purpose: the product's id must decide.
    price: 100 * (index % 5) + 100,
    listPrice: index % 3 === 0 ? 1_000 : null,
    rating: [(index % 4) + 1, index % 6] as [number, number],
    inStock: index % 7 !== 0,
    listedAt: new Date(Date.UTC(2026, 0, 1 + (index % 9))).toISOString(),
    category,
  }));
  beforeAll(async () => {
    await index(...all);
  });

  it.each(['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'] as const)(
    'by %s shows every product once over the pages, in the order of one large page',
    async (sort) => {
      for (const q of ['', 'pebble']) {
        const common = { category, sort, ...(q ? { q } : {}) };
        const whole = (await search({ ...common, limit: 60 })).body;
        const seen: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const { body }: { body: SearchResult } = await search({
            ...common,
            limit: 5,
            ...(cursor ? { cursor } : {}),
          });
          seen.push(...body.items.map((item) => item.id));
          expect(body.total).toBe(23);
          cursor = body.nextCursor;
        }
        expect(seen).toEqual(whole.items.map((item) => item.id));
        expect(new Set(seen).size).toBe(23);
      }
    },
  );

  it('orders as it says', async () => {
    const items = async (sort: string) => (await search({ category, sort, limit: 60 })).body.items;
    const prices = (await items('price-asc')).map((item) => item.price.amount);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    const dear = (await items('price-desc')).map((item) => item.price.amount);
    expect(dear).toEqual([...dear].sort((a, b) => b - a));
    const saved = (await items('discount')).map((item) =>
      item.listPrice ? 1 - item.price.amount / item.listPrice.amount : 0,
    );
    expect(saved).toEqual([...saved].sort((a, b) => b - a));
    const rated = (await items('rating')).map(
      ({ rating }) => (rating.average * rating.count + 35) / (rating.count + 10),
    );
    expect(rated).toEqual([...rated].sort((a, b) => b - a));
    const stocked = (await items('relevance')).map((item) => item.inStock);
    expect(stocked).toEqual([...stocked].sort((a, b) => Number(b) - Number(a)));
  });

  it('shows only what is in stock where that is asked for', async () => {
    const { body } = await search({ category, inStock: true, limit: 60 });
    expect(body.total).toBe(all.filter((each) => each.inStock).length);
  });

  it.each([
    ['relevance', ['x', randomUUID()]],
    ['price-asc', [1.5, randomUUID()]],
    ['price-asc', [1, 'not-an-id']],
    ['newest', ['yesterday', randomUUID()]],
    ['newest', [7, randomUUID()]],
    ['rating', ["1'; drop table documents; --", randomUUID()]],
  ])('by %s refuses the cursor %j', async (sort, values) => {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
    expect(codeOf(await search({ sort, cursor }))).toEqual([400, 'http.cursor-invalid']);
  });

  it.each([
    'limit=0',
    'limit=61',
    'limit=x',
    'sort=price;drop',
    'minRating=6',
    'priceMin=-1',
    'q[$ne]=1',
    'category=A_B',
  ])('refuses %s', async (query) => {
    expect(codeOf(await services.call('search', { path: `/v1/search?${query}` }))).toEqual([
      400,
      'http.validation',
    ]);
  });
});

describe('what is typed', () => {
  beforeAll(async () => {
    await index(
      { title: 'Wireless Headphones', brand: 'Aurel', category: 'electronics' },
      { title: 'Crème Brûlée Torch', brand: 'Maison', category: 'kitchen' },
    );
  });

  it('is mended where a word is misspelt, and says so', async () => {
    const { body } = await search({ q: 'wirless hedphones' });
    expect([body.correctedQuery, body.items.map((item) => item.title)]).toEqual([
      'wireless headphones',
      ['Wireless Headphones'],
    ]);
  });

  it('is not mended where it finds something', async () => {
    const { body } = await search({ q: 'WIRELESS  headphone' });
    expect([body.correctedQuery, body.total]).toEqual([null, 1]);
  });

  it('finds words without their accents', async () => {
    expect(await titles({ q: 'creme brulee' })).toEqual(['Crème Brûlée Torch']);
    expect(await titles({ q: 'crème brûlée' })).toEqual(['Crème Brûlée Torch']);
  });

  it.each([
    ["'; drop table documents; --"],
    ['a & | !'],
    ['!!!'],
    ['"unclosed'],
    ['-'],
    ['or or or'],
    ['<-> :* ()'],
    ['%_\\'],
    ['x'.repeat(200)],
    ['🦕🦕🦕'],
    ['\u202egnp.exe'],
    ['\uffff'],
    ['خوش آمدید'],
  ])('may be %j: an answer, and the index is whole', async (q) => {
    const before = await services
      .database<SearchTables>('search')
      .selectFrom('documents')
      .select('product_id')
      .execute();
    const found = await search({ q });
    expect([found.status, found.body.items]).toEqual([200, []]);
    const suggested = await services.call<SuggestionList>('search', {
      path: `/v1/search/suggestions?q=${encodeURIComponent(q.slice(0, 100))}`,
    });
    expect(suggested.status).toBe(200);
    const after = await services
      .database<SearchTables>('search')
      .selectFrom('documents')
      .select('product_id')
      .execute();
    expect(after).toHaveLength(before.length);
  });

  it('that no database can hold is refused', async () => {
    expect(codeOf(await search({ q: 'a\u0000b' }))).toEqual([400, 'http.malformed']);
    expect(codeOf(await services.call('search', { path: '/v1/search/suggestions?q=a%00b' }))[0]).not.toBe(
      500,
    );
  });

  it('of more than 200 characters is refused', async () => {
    expect(codeOf(await search({ q: 'x'.repeat(201) }))).toEqual([400, 'http.validation']);
  });

  it('is completed by categories, brands and products', async () => {
    await services.addInstance('search');
    const suggest = async (q: string) =>
      (await services.call<SuggestionList>('search', { path: `/v1/search/suggestions?q=${q}` })).body
        .suggestions;
    expect(await suggest('wirel')).toMatchObject([{ kind: 'product', text: 'Wireless Headphones' }]);
    expect(await suggest('mais')).toEqual(
      expect.arrayContaining([{ kind: 'brand', text: 'Maison', value: 'Maison' }]),
    );
    expect(await suggest('kitch')).toEqual(
      expect.arrayContaining([{ kind: 'category', text: 'kitchen', value: 'kitchen' }]),
    );
  });
});
