import { randomUUID } from 'node:crypto';
import { AvailabilityChanged } from '@haat/contracts/events/availability-changed.v1.ts';
import type { OfferBatch, OfferSnapshot } from '@haat/contracts/http/catalog.ts';
import type { ImportJob } from '@haat/contracts/http/import.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import type { TestServices } from './test-services.ts';
import { until } from './until.ts';

export interface TestShop {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: string;
  /** Access token of its owner. */
  readonly token: string;
}

/** A store with its owner, opened by the seller service. */
export async function openShop(services: TestServices, name = 'Northwind'): Promise<TestShop> {
  const ownerId = randomUUID();
  const slug = `shop-${randomUUID().slice(0, 8)}`;
  const { body } = await services.callAsService<Store>('seller', {
    method: 'POST',
    path: '/internal/stores',
    body: { slug, name, about: '', city: 'Portland', ownerId },
  });
  const user = services.identity.user({ userId: ownerId, roles: ['customer', 'seller'], sellerId: body.id });
  return { id: body.id, slug, name, ownerId, token: await services.identity.tokenFor(user) };
}

/** Uploads a file as an administrator and waits until every row has its verdict. */
export async function importFile(
  services: TestServices,
  shop: TestShop,
  csv: string | Buffer,
  query: Readonly<Record<string, string>> = {},
): Promise<ImportJob> {
  const { identity } = services;
  const token = await identity.tokenFor(identity.user({ roles: ['admin'] }));
  const search = new URLSearchParams({ fileName: 'products.csv', seller: shop.slug, ...query });
  const { status, body, text } = await services.call<ImportJob>('catalog', {
    method: 'POST',
    path: `/v1/admin/imports?${search}`,
    token,
    headers: { 'content-type': 'text/csv' },
    body: csv,
  });
  if (status !== 202) throw new Error(`the import was answered with ${status}: ${text}`);
  return until('the import to be completed', async () => {
    const job = await services.call<ImportJob>('catalog', { path: `/v1/admin/imports/${body.id}`, token });
    return job.body.status === 'completed' && job.body;
  });
}

export interface ProductLine {
  readonly title: string;
  /** As shop pages print it, e.g. "19.99". */
  readonly price: string;
  readonly stock?: number;
  readonly dispatchDays?: number;
  /** The shop's own key; the same key is the same product. */
  readonly id?: string;
}

/** Lists products of a shop by an import. @returns their offers, in the order of the lines */
export async function listOffers(
  services: TestServices,
  shop: TestShop,
  lines: readonly ProductLine[],
): Promise<OfferSnapshot[]> {
  const rows = lines.map((line) => ({ id: randomUUID(), stock: 50, dispatchDays: 2, ...line }));
  const csv = rows.map(({ id, title, price, stock, dispatchDays }) =>
    [id, title, 'Home > Light', price, stock, dispatchDays].map((field) => `"${field}"`).join(','),
  );
  // Salted: the same lines again are a new file, and not the job that is done.
  await importFile(
    services,
    shop,
    [`id,title,category,price,stock,dispatch_days,x${randomUUID()}`, ...csv, ''].join('\n'),
  );
  const catalog = await services.catalog();
  const skus = rows.map(({ id }) => `${shop.id}:${id}`);
  const products = await catalog.documents.products.find({ 'offers.sellerSku': { $in: skus } }).toArray();
  const ids = skus.map((sku) => {
    const offer = products.flatMap((product) => product.offers).find((each) => each.sellerSku === sku);
    if (!offer) throw new Error(`the import listed no offer ${sku}`);
    return offer.id;
  });
  const { body } = await services.callAsService<OfferBatch>('catalog', {
    method: 'POST',
    path: '/internal/offers/batch',
    body: { offerIds: ids },
  });
  return ids.map((id) => {
    const offer = body.offers.find((each) => each.offerId === id);
    if (!offer) throw new Error(`the catalogue does not know the offer ${id}`);
    return offer;
  });
}

/** The catalogue has heard that nothing of the offer is left. */
export async function sellOut(
  services: TestServices,
  { offerId, productId, sellerId }: Pick<OfferSnapshot, 'offerId' | 'productId' | 'sellerId'>,
): Promise<void> {
  const availability = 'out_of_stock' as const;
  await services.publish(AvailabilityChanged, { offerId, productId, sellerId, availability }, 9);
  await services.drained('catalog');
}
