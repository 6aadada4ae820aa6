import { createHash } from 'node:crypto';
import type { OfferId, ProductId, SellerId, VariantId } from '@haat/contracts/ids.ts';
import type { AnyBulkWriteOperation } from 'mongodb';
import { v5 as uuidv5 } from 'uuid';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import type { CategoryDocument, OfferDocument, ProductDocument } from '../db/documents.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import { artOf } from '../domain/art.ts';
import { type ProductDraft, slugify } from '../domain/product-draft.ts';
import { offersCreated, productChanged } from '../domain/product-events.ts';
import { symbolOfCategory, symbolOfTitle } from '../domain/symbols.ts';

/** Makes ids out of the seller's own keys: work that was cut off and is done again meets its own traces. */
const NAMESPACE = '5b0c1f0e-5a2e-4a0e-9d2b-3c7f3a1e8d11';
const LOW_STOCK_AT = 5;

export interface ListingSeller {
  readonly id: SellerId;
  readonly slug: string;
  readonly name: string;
}
export interface ListingDependencies {
  readonly database: CatalogDatabase;
  readonly products: ProductRepository;
}

export const productIdOf = (sellerId: string, externalId: string): ProductId =>
  uuidv5(`product:${sellerId}:${externalId}`, NAMESPACE) as ProductId;

/**
 * Brings drafts of one seller into the catalogue: new ones are listed, changed ones updated, the rest left alone, each
 * with the events that tell of it. Doing it again changes nothing.
 */
export async function listProducts(
  { database, products }: ListingDependencies,
  seller: ListingSeller,
  drafts: readonly ProductDraft[],
): Promise<ProductId[]> {
  const categories = await ensureCategories(database, drafts);
  // Of two rows with one key, the later one is the product.
  const byId = new Map(drafts.map((draft) => [productIdOf(seller.id, draft.externalId), draft]));
  const existing = new Map(
    (await database.products.find({ _id: { $in: [...byId.keys()] } }).toArray()).map((each) => [
      each._id,
      each,
    ]),
  );
  const operations: AnyBulkWriteOperation<ProductDocument>[] = [];
  const touched: ProductId[] = [];
  for (const [id, draft] of byId) {
    const before = existing.get(id);
    const contentHash = hashOf(draft);
    if (before?.contentHash === contentHash) continue;
    const path = categories.get(pathKey(draft)) ?? [];
    const after = toProduct(id, draft, path, seller, contentHash, before);
    touched.push(id);
    operations.push(
      before
        ? {
            replaceOne: {
              filter: { _id: id, version: before.version },
              replacement: withEvents(after, before.pendingEvents, newOffers(after, before), draft.stock),
            },
          }
        : { insertOne: { document: withEvents(after, [], after.offers, draft.stock) } },
    );
  }
  if (operations.length > 0) await database.products.bulkWrite(operations, { ordered: false });
  await products.written(touched);
  return drafts.map((draft) => productIdOf(seller.id, draft.externalId));
}

function withEvents(
  product: ProductDocument,
  earlier: ProductDocument['pendingEvents'],
  created: readonly OfferDocument[],
  stock: number,
): ProductDocument {
  const opening = created.length > 0 ? [offersCreated(product, created, stock)] : [];
  return {
    ...product,
    pendingEvents: [...earlier, ...opening, productChanged(product)],
    outboxState: 'pending',
  };
}

const newOffers = (after: ProductDocument, before: ProductDocument): OfferDocument[] =>
  after.offers.filter((offer) => !before.offers.some((known) => known.id === offer.id));

function toProduct(
  id: ProductId,
  draft: ProductDraft,
  path: readonly CategoryDocument[],
  seller: ListingSeller,
  contentHash: string,
  before: ProductDocument | undefined,
): ProductDocument {
  const variants = draft.variants.map(({ option, sku }) => ({
    id: uuidv5(`variant:${id}:${sku}`, NAMESPACE) as VariantId,
    options: draft.axis && option ? { [draft.axis]: option } : {},
  }));
  const offers = draft.variants.map((variant, index): OfferDocument => {
    const offerId = uuidv5(`offer:${seller.id}:${id}:${variant.sku}`, NAMESPACE) as OfferId;
    const known = before?.offers.find((offer) => offer.id === offerId);
    return {
      id: offerId,
      variantId: variants[index]?.id ?? ('' as VariantId),
      sellerId: seller.id,
      sellerName: seller.name,
      sellerSlug: seller.slug,
      sku: variant.sku,
      sellerSku: `${seller.id}:${variant.sku}`,
      price: variant.price,
      listPrice: variant.listPrice,
      condition: 'new',
      dispatchDays: draft.dispatchDays,
      availability: known?.availability ?? availabilityOf(draft.stock),
      availabilitySequence: known?.availabilitySequence ?? 0,
    };
  });
  const others = (before?.offers ?? []).filter((offer) => offer.sellerId !== seller.id);
  const leaf = path.at(-1);
  const symbol = symbolOfTitle(draft.title, leaf?.symbol ?? 'shopping-bags');
  return {
    _id: id,
    slug: before?.slug ?? [slugify(draft.title, 90), id.slice(0, 8)].filter(Boolean).join('-'),
    title: draft.title,
    brand: draft.brand,
    categories: path.map((category) => ({ id: category._id, name: category.name })),
    description: draft.description,
    highlights: draft.highlights,
    attributes: draft.attributes,
    art: artOf(symbol, draft.title),
    axes:
      draft.axis === null
        ? []
        : [{ name: draft.axis, values: draft.variants.map((variant) => variant.option ?? '') }],
    variants,
    offers: [...offers, ...others],
    rating: before?.rating ?? { average: 0, count: 0 },
    ratingHistogram: before?.ratingHistogram ?? [0, 0, 0, 0, 0],
    status: 'listed',
    listedAt: before?.listedAt ?? new Date(),
    contentHash,
    version: (before?.version ?? 0) + 1,
    pendingEvents: [],
  };
}

const availabilityOf = (stock: number) =>
  stock === 0 ? 'out_of_stock' : stock <= LOW_STOCK_AT ? 'low_stock' : 'in_stock';

const hashOf = (draft: ProductDraft): string =>
  createHash('sha256').update(JSON.stringify(draft)).digest('base64url');

const pathKey = (draft: ProductDraft): string => draft.categoryPath.join(' > ');

/** Makes the categories that the drafts name and that do not exist. @returns root to leaf, by the draft's path */
async function ensureCategories(
  database: CatalogDatabase,
  drafts: readonly ProductDraft[],
): Promise<Map<string, CategoryDocument[]>> {
  const paths = new Map<string, CategoryDocument[]>();
  const all = new Map<string, CategoryDocument>();
  for (const draft of drafts) {
    if (paths.has(pathKey(draft))) continue;
    const path: CategoryDocument[] = [];
    for (const [depth, name] of draft.categoryPath.entries()) {
      const id = slugify(draft.categoryPath.slice(0, depth + 1).join(' '), 80) || 'other';
      const parent = path.at(-1);
      const own = symbolOfCategory(id, name);
      const symbol = own === 'shopping-bags' && parent ? parent.symbol : own;
      path.push({ _id: id, name, parentId: parent?._id ?? null, symbol });
    }
    for (const category of path) all.set(category._id, category);
    paths.set(pathKey(draft), path);
  }
  const operations = [...all.values()].map(({ _id, ...category }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: category }, upsert: true },
  }));
  if (operations.length > 0) await database.categories.bulkWrite(operations, { ordered: false });
  return paths;
}
