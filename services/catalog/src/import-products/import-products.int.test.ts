import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EventEnvelope, EventPayload } from '@haat/contracts/define-event.ts';
import { OffersCreated } from '@haat/contracts/events/offers-created.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import type { CategoryList, ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { ImportJob, ImportRowPage } from '@haat/contracts/http/import.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { importFile, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProductDocument } from '../db/documents.ts';

const FAULTY = readFileSync(
  new URL('../../../../packages/testing/fixtures/amazon-faulty.csv', import.meta.url),
);

let services: TestServices;
let admin: string;
let shop: TestShop;
beforeAll(async () => {
  services = await startTestServices(['seller', 'catalog']);
  const { identity } = services;
  admin = await identity.tokenFor(identity.user({ roles: ['admin'] }));
});
afterAll(() => services.stop());
beforeEach(async () => {
  shop = await openShop(services);
});

const rowsOf = async (job: ImportJob) =>
  (
    await services.call<ImportRowPage>('catalog', {
      path: `/v1/admin/imports/${job.id}/rows?limit=200`,
      token: admin,
    })
  ).body.items;
const productsOf = async (by = shop): Promise<ProductDocument[]> =>
  (await services.catalog()).documents.products.find({ 'offers.sellerId': by.id as never }).toArray();
const eventsOf = (products: readonly ProductDocument[]) =>
  products
    .flatMap((product) => product.pendingEvents)
    .map((row) => JSON.parse(row.envelope) as EventEnvelope);
const upload = (body: string | Buffer, query = '', token = admin) =>
  services.call('catalog', {
    method: 'POST',
    path: `/v1/admin/imports?fileName=x.csv&seller=${shop.slug}${query}`,
    token,
    headers: { 'content-type': 'text/csv' },
    body,
  });
const native = (...lines: string[]) =>
  ['id,title,category,price,gtin,stock,axis,variants,currency', ...lines, ''].join('\n');

describe('a file of a large shop’s pages, with its faults', () => {
  it('gives every row its verdict', async () => {
    const job = await importFile(services, shop, FAULTY);
    expect(job).toMatchObject({ status: 'completed', rows: 26, listed: 13, rejected: 13, pending: 0 });
    const rows = await rowsOf(job);
    expect(rows.map((row) => [row.title.slice(0, 22), row.code ?? row.status])).toEqual([
      ['Copper Wire Kit', 'listed'],
      ['Crystal Growing Set', 'listed'],
      ['Pocket Microscope', 'listed'],
      ['Ant Farm', 'listed'],
      ['Tin Robot', 'listed'],
      ['Wooden Train', 'import.price-range'],
      ['Felt Animals', 'import.price-range'],
      ['Paper Lantern', 'import.price-unreadable'],
      ['Glass Marbles', 'import.price-missing'],
      ['Kite', 'import.price-zero'],
      ['Yo-yo', 'import.price-unreadable'],
      ['Solar Panel, pocket si', 'import.price-too-high'],
      ['Skipping Rope', 'import.category-missing'],
      ['Spinning Top', 'import.category-missing'],
      ['Nameless Row', 'import.id-missing'],
      ['', 'import.title-missing'],
      ['The "Grand" Chess Set,', 'listed'],
      ['Dinosaur 🦕 Puzzle – f', 'listed'],
      ['=HYPERLINK("http://evi', 'listed'],
      ['@SUM(A1:A9) Calculator', 'import.price-unreadable'],
      ['<script>alert(1)</scri', 'listed'],
      ['Duplicate Drum, first', 'listed'],
      ['Duplicate Drum, second', 'listed'],
      ['Very Long Name xxxxxxx', 'listed'],
      ['Sled', 'import.price-unreadable'],
      ['Ball', 'listed'],
    ]);
  });

  it('names the line on which a row starts, also after one that spans three', async () => {
    const rows = await rowsOf(await importFile(services, shop, FAULTY));
    const lineOf = (title: string) => rows.find((row) => row.title.startsWith(title))?.line;
    expect([lineOf('Copper'), lineOf('The "Grand"'), lineOf('Dinosaur'), lineOf('Ball')]).toEqual([
      2, 18, 21, 29,
    ]);
  });

  it('lists products with the prices that the rows mean, and without the site’s boilerplate', async () => {
    await importFile(services, shop, FAULTY);
    const products = await productsOf();
    expect(products).toHaveLength(12);
    const priceOf = Object.fromEntries(
      products.map((each) => [each.title.slice(0, 9), each.offers[0]?.price.amount]),
    );
    expect(priceOf).toMatchObject({
      'Copper Wi': 1_299,
      'Crystal G': 23_768,
      'Pocket Mi': 123_450,
      'Ant Farm': 694,
      'Tin Robot': 1_999,
      Duplicate: 1_100,
      Ball: 1_250,
    });
    const wire = products.find((product) => product.title === 'Copper Wire Kit');
    expect(wire?.highlights).toEqual(['Forty metres of wire', 'Two spools']);
    expect(wire?.attributes).toContainEqual({ name: 'Shipping weight', value: '1.2 pounds' });
    expect(wire?.categories.map((category) => category.name)).toEqual([
      'Toys & Games',
      'Learning & Education',
      'Science',
    ]);
    const chess = products.find((product) => product.title.includes('Grand'));
    expect(chess?.highlights).toEqual(['He said "check". And, after a while, "mate".']);
    expect(new Set(products.map((product) => product.slug)).size).toBe(12);
  });

  it('shows a product with its emoji and markup as the text that they are', async () => {
    await importFile(services, shop, FAULTY);
    const doll = (await productsOf()).find((product) => product.title.includes('Doll'));
    const { body } = await services.call<ProductDetail>('catalog', { path: `/v1/products/${doll?.slug}` });
    expect([body.title, body.description]).toEqual([
      '<script>alert(1)</script> Doll',
      '<img src=x onerror=alert(1)>',
    ]);
    const puzzle = (await productsOf()).find((product) => product.title.includes('Puzzle'));
    expect(puzzle).toMatchObject({ title: 'Dinosaur 🦕 Puzzle – für Kinder 拼图', brand: 'Ænigma & Söhne' });
    expect(puzzle?.slug).toMatch(/^[a-z0-9-]+$/);
  });

  it('opens each stock once and tells of each product', async () => {
    await importFile(services, shop, FAULTY);
    const products = await productsOf();
    const events = eventsOf(products);
    const opened = events
      .filter((event) => event.type === OffersCreated.type)
      .flatMap((event) => (event.payload as EventPayload<typeof OffersCreated>).offers);
    expect(opened.map((offer) => offer.offerId).sort()).toEqual(
      products.flatMap((product) => product.offers.map((offer) => offer.id as string)).sort(),
    );
    expect(new Set(opened.map((offer) => offer.initialQuantity))).toEqual(new Set([25]));
    expect(events.filter((event) => event.type === ProductChanged.type)).toHaveLength(12);
  });

  it('rejects no row for its category where the upload names one', async () => {
    const job = await importFile(services, shop, FAULTY, { defaultCategory: 'Odds and Ends' });
    expect([job.listed, job.rejected]).toEqual([15, 11]);
    const { body } = await services.call<CategoryList>('catalog', { path: '/v1/categories' });
    expect(body.categories.find((category) => category.name === 'Odds and Ends')?.parentId).toBeNull();
  });
});

describe('the same file again', () => {
  it('is the same job', async () => {
    const first = await importFile(services, shop, FAULTY);
    const again = await Promise.all([upload(FAULTY), upload(FAULTY)]);
    expect(again.map((answer) => answer.status)).toEqual([202, 202]);
    expect(again.map((answer) => (answer.body as unknown as ImportJob).id)).toEqual([first.id, first.id]);
  });

  it('changes nothing when it comes in another wrapping: no product, no event', async () => {
    await importFile(services, shop, FAULTY);
    // Published or not is not what the same file again could change.
    await services.settled();
    const before = await productsOf();
    const job = await importFile(services, shop, Buffer.concat([FAULTY, Buffer.from('\r\n\r\n')]));
    expect([job.listed, job.rejected]).toEqual([13, 13]);
    expect(await productsOf()).toEqual(before);
  });

  it('with one price changed changes that product', async () => {
    await importFile(services, shop, FAULTY);
    const before = await productsOf();
    await importFile(services, shop, FAULTY.toString().replace('$12.99', '$13.49'));
    const after = await productsOf();
    const changed = after.filter((product, index) => product.version !== before[index]?.version);
    expect(
      changed.map((product) => [product.title, product.version, product.offers[0]?.price.amount]),
    ).toEqual([['Copper Wire Kit', 2, 1_349]]);
    expect(eventsOf(changed).filter((event) => event.type === OffersCreated.type)).toHaveLength(1);
  });
});

describe('the report', () => {
  it('says the same as the rows, and holds nothing that a spreadsheet would run', async () => {
    const job = await importFile(services, shop, FAULTY);
    const { text, headers } = await services.call('catalog', {
      path: `/v1/admin/imports/${job.id}/report.csv`,
      token: admin,
    });
    expect(headers['content-disposition']).toBe(`attachment; filename="import-${job.id}.csv"`);
    const [header, ...lines] = parse(text) as string[][];
    expect(header).toEqual(['line', 'status', 'title', 'product', 'code', 'reason']);
    expect(lines).toHaveLength(26);
    expect(lines.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
    expect(lines.map((line) => line[2])).toContain(`'=HYPERLINK("http://evil.example","Win")`);
    expect(lines.map((line) => line[2])).toContain(`'@SUM(A1:A9) Calculator`);
  });
});

describe('sellers of one thing', () => {
  it('share a product by its GTIN, with an offer each, cheapest first', async () => {
    const gtin = String(Math.floor(Math.random() * 1e13)).padStart(13, '1');
    const other = await openShop(services, 'Southlight');
    await importFile(services, shop, native(`a,"Desk Lamp",Home > Light,30.00,${gtin},10,,,`));
    await importFile(services, other, native(`zz-9,"LAMP!!",Elsewhere,27.50,${gtin},3,,,`));
    const [product, ...more] = await productsOf();
    expect(more).toEqual([]);
    expect(await productsOf(other)).toEqual([product]);
    const { body } = await services.call<ProductDetail>('catalog', { path: `/v1/products/${product?.slug}` });
    expect([body.title, body.breadcrumbs.map(({ name }) => name)]).toEqual(['Desk Lamp', ['Home', 'Light']]);
    expect(body.offers.map((offer) => [offer.sellerName, offer.price.amount, offer.availability])).toEqual([
      ['Southlight', 2_750, 'low_stock'],
      ['Northwind', 3_000, 'in_stock'],
    ]);
  });

  it('with the same key of their own have a product each', async () => {
    const other = await openShop(services, 'Southlight');
    const file = native('a,Lamp,Light,30.00,,,,,');
    await importFile(services, shop, file);
    await importFile(services, other, file);
    const ids = [...(await productsOf()), ...(await productsOf(other))].map((product) => product._id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('Haat’s own format', () => {
  it('makes a variant of each option, with its own price', async () => {
    await importFile(services, shop, native('shirt,Shirt,Wear,,,7,Size,"S=19.90|L=24.90|XL=24.90",'));
    const [product] = await productsOf();
    expect(product?.axes).toEqual([{ name: 'Size', values: ['S', 'L', 'XL'] }]);
    expect(product?.offers.map((offer) => [offer.sku, offer.price.amount])).toEqual([
      ['shirt-S', 1_990],
      ['shirt-L', 2_490],
      ['shirt-XL', 2_490],
    ]);
  });

  it.each([
    ['a,Lamp,Light,30.00,123,,,,', 'import.gtin-invalid'],
    ['a,Lamp,Light,30.00,,-1,,,', 'import.stock-invalid'],
    ['a,Lamp,Light,30.00,,1.5,,,', 'import.stock-invalid'],
    ['a,Lamp,Light,30.00,,,,,EUR', 'import.currency-differs'],
    ['a,Lamp,,30.00,,,,,', 'import.category-missing'],
    [',Lamp,Light,30.00,,,,,', 'import.id-missing'],
    ['a,Lamp,Light,,,,Size,"S=1|L=two",', 'import.price-unreadable'],
    ['a', 'import.title-missing'],
  ])('rejects %s', async (line, code) => {
    const job = await importFile(services, shop, native(line));
    expect((await rowsOf(job)).map((row) => [row.status, row.code])).toEqual([['rejected', code]]);
    expect(await productsOf()).toEqual([]);
  });

  it('rejects the second product with one SKU of a seller and keeps the first', async () => {
    await importFile(services, shop, native('shirt-S,Plain Shirt,Wear,10.00,,,,,'));
    const job = await importFile(services, shop, native('shirt,Shirt,Wear,,,7,Size,"S=19.90|L=24.90",'));
    expect((await rowsOf(job)).map((row) => row.code)).toEqual(['import.sku-taken']);
    expect((await productsOf()).map((product) => product.title)).toEqual(['Plain Shirt']);
  });
});

describe('an upload', () => {
  it.each([
    ['nothing', ''],
    ['a header that nobody knows', 'a,b,c\n1,2,3\n'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a web page', '<!doctype html><html><body>Not found</body></html>'],
  ])('of %s is refused and leaves no job', async (_what, body) => {
    const jobs = async () => (await services.catalog()).documents.importJobs.countDocuments();
    const before = await jobs();
    expect(codeOf(await upload(body))[0]).toBe(400);
    expect(await jobs()).toBe(before);
  });

  it('for a seller who does not exist is refused', async () => {
    const answer = await services.call('catalog', {
      method: 'POST',
      path: `/v1/admin/imports?fileName=x.csv&seller=nobody-${randomUUID().slice(0, 8)}`,
      token: admin,
      headers: { 'content-type': 'text/csv' },
      body: FAULTY,
    });
    expect(codeOf(answer)).toEqual([404, 'import.seller-unknown']);
  });

  it('that breaks off half-way is refused in plain words and leaves no job behind', async () => {
    const rows = Array.from({ length: 600 }, (_, index) => `r${index},Lamp ${index},Light,9.99,,,,,`);
    const answer = await upload(native(...rows, '"never closed,Lamp,Light,9.99,,,,,'));
    expect(codeOf(answer)).toEqual([400, 'import.unreadable']);
    expect(answer.body).toMatchObject({
      detail: 'A quotation mark in row 602 is never closed. Nothing of the file was imported.',
    });
    const { documents } = await services.catalog();
    expect(await documents.importJobs.countDocuments({ sellerSlug: shop.slug })).toBe(0);
    expect(await productsOf()).toEqual([]);
  });

  it('is in the audit log, once however often the file is sent', async () => {
    const file = native(`1,Lamp,Home > Light,9.99,,,,,`);
    const [first] = [await upload(file), await upload(file)];
    const acts = (await (await services.catalog()).committed()).filter(
      ({ type }) => type === PrivilegedAct.type,
    );
    const ours = acts
      .map(({ envelope }) => (JSON.parse(envelope) as EventEnvelope<{ after: { sellerId: string } }>).payload)
      .filter(({ after }) => after.sellerId === shop.id);
    expect(first?.status).toBe(202);
    expect(ours).toMatchObject([{ action: 'catalogue.imported', after: { fileName: 'x.csv' } }]);
  });

  it('is for administrators only', async () => {
    expect(codeOf(await upload(FAULTY, '', shop.token))).toEqual([403, 'auth.wrong-audience']);
    expect(await productsOf()).toEqual([]);
  });
});
