import { createHash } from 'node:crypto';
import type { OfferId, ProductId, SellerId, VariantId } from '@haat/contracts/ids.ts';
import { v5 as uuidv5 } from 'uuid';
import { bulkWriteProducts, type ProductWrite } from '../db/bulk-write.ts';
import { type CatalogDatabase, SELLER_SKU_INDEX } from '../db/catalog-database.ts';
import type { CategoryDocument, OfferDocument, ProductDocument } from '../db/documents.ts';
import { offersCreated, productChanged } from '../db/product-events.ts';
import type { ProductRepository } from '../db/product-repository.ts';
import { artOf } from '../domain/art.ts';
import { type ProductDraft, type Rejection, slugify } from '../domain/product-draft.ts';
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

/** Rows with one GTIN are one product, whoever sells it; without one, a product is its seller's own. */
const productIdOf = (seller: ListingSeller, { gtin, externalId }: ProductDraft): ProductId =>
  uuidv5(gtin ? `gtin:${gtin}` : `product:${seller.id}:${externalId}`, NAMESPACE) as ProductId;

const MAX_PASSES = 10;

export type ListingOutcome = { readonly productId: ProductId } | { readonly rejection: Rejection };

/**
 * Brings drafts of one seller into the catalogue: new ones are listed, changed ones updated, the rest left alone, each
 * with the events that tell of it. Doing it again changes nothing.
 * @returns what became of each draft, in their order
 */
export async function listProducts(
  dependencies: ListingDependencies,
  seller: ListingSeller,
  drafts: readonly ProductDraft[],
): Promise<ListingOutcome[]> {
  const categories = await ensureCategories(dependencies.database, drafts);
  // Of two rows with one key, the later one is the product.
  const open = new Map(drafts.map((draft) => [productIdOf(seller, draft), draft]));
  const rejected = new Map<ProductId, Rejection>();
  const touched = new Set<ProductId>();
  // Who meets another writer starts again from what that one wrote.
  for (let pass = 1; open.size > 0; pass++) {
    if (pass > MAX_PASSES) throw new Error(`${open.size} products are written too often at once`);
    const written = await writeOnce(dependencies.database, seller, open, categories);
    for (const [id, outcome] of written) {
      open.delete(id);
      if (outcome === 'changed') touched.add(id);
      else if (outcome !== 'unchanged') rejected.set(id, outcome);
    }
  }
  await dependencies.products.written([...touched]);
  return drafts.map((draft) => {
    const productId = productIdOf(seller, draft);
    const rejection = rejected.get(productId);
    return rejection ? { rejection } : { productId };
  });
}

/** @returns the products that are settled; what is missing met another writer */
async function writeOnce(
  { products }: CatalogDatabase,
  seller: ListingSeller,
  drafts: ReadonlyMap<ProductId, ProductDraft>,
  categories: ReadonlyMap<string, CategoryDocument[]>,
): Promise<Map<ProductId, 'unchanged' | 'changed' | Rejection>> {
  const existing = new Map(
    (await products.find({ _id: { $in: [...drafts.keys()] } }).toArray()).map((each) => [each._id, each]),
  );
  const settled = new Map<ProductId, 'unchanged' | 'changed' | Rejection>();
  const operations: ProductWrite[] = [];
  const written: { id: ProductId; version: number }[] = [];
  for (const [id, draft] of drafts) {
    const before = existing.get(id);
    const hash = hashOf(draft);
    if (before?.sources[seller.id] === hash) {
      settled.set(id, 'unchanged');
      continue;
    }
    const product = toProduct(id, draft, categories.get(pathKey(draft)) ?? [], seller, hash, before);
    written.push({ id, version: product.version });
    operations.push(
      before
        ? {
            replaceOne: {
              filter: { _id: id, version: before.version },
              replacement: withEvents(product, before.pendingEvents, newOffers(product, before), draft.stock),
            },
          }
        : { insertOne: { document: withEvents(product, [], product.offers, draft.stock) } },
    );
  }
  if (operations.length === 0) return settled;
  const failed = await bulkWriteProducts({ products }, operations);
  for (const [index, { id }] of written.entries()) {
    const failure = failed.get(index);
    if (failure?.includes(SELLER_SKU_INDEX)) {
      const reason = 'Another product of this seller has the same SKU.';
      settled.set(id, { code: 'import.sku-taken', reason });
    }
  }
  // A replacement that matched nothing reports no failure: what is stored now tells.
  const stored = await products
    .find({ _id: { $in: written.map(({ id }) => id) } }, { projection: { [`sources.${seller.id}`]: 1 } })
    .toArray();
  for (const { _id, sources } of stored) {
    const draft = drafts.get(_id);
    if (draft && sources?.[seller.id] === hashOf(draft) && !settled.has(_id)) settled.set(_id, 'changed');
  }
  return settled;
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

/** The first seller of a product describes it; whoever follows adds offers to the variants that it has. */
function toProduct(
  id: ProductId,
  draft: ProductDraft,
  path: readonly CategoryDocument[],
  seller: ListingSeller,
  hash: string,
  before: ProductDocument | undefined,
): ProductDocument {
  const described =
    before && before.listedBy !== seller.id
      ? before
      : { ...describe(id, draft, path, before), listedBy: seller.id };
  const offers = draft.variants.flatMap((variant) => {
    const target = described.variants.find((each) => each.id === variantIdOf(id, variant.option));
    return target ? [toOffer(id, draft, variant, seller, target.id, before)] : [];
  });
  const others = (before?.offers ?? []).filter((offer) => offer.sellerId !== seller.id);
  return {
    ...described,
    offers: [...offers, ...others],
    sources: { ...before?.sources, [seller.id]: hash },
    version: (before?.version ?? 0) + 1,
    pendingEvents: [],
  };
}

const variantIdOf = (id: ProductId, option: string | null): VariantId =>
  uuidv5(`variant:${id}:${option ?? ''}`, NAMESPACE) as VariantId;

function describe(
  id: ProductId,
  draft: ProductDraft,
  path: readonly CategoryDocument[],
  before: ProductDocument | undefined,
) {
  const symbol = symbolOfTitle(draft.title, path.at(-1)?.symbol ?? 'shopping-bags');
  const { axis } = draft;
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
      axis === null ? [] : [{ name: axis, values: draft.variants.map((variant) => variant.option ?? '') }],
    variants: draft.variants.map(({ option }) => ({
      id: variantIdOf(id, option),
      options: axis && option ? { [axis]: option } : {},
    })),
    rating: before?.rating ?? { average: 0, count: 0 },
    ratingHistogram: before?.ratingHistogram ?? [0, 0, 0, 0, 0],
    status: 'listed' as const,
    listedAt: before?.listedAt ?? new Date(),
  };
}

function toOffer(
  productId: ProductId,
  draft: ProductDraft,
  { sku, price, listPrice }: ProductDraft['variants'][number],
  seller: ListingSeller,
  variantId: VariantId,
  before: ProductDocument | undefined,
): OfferDocument {
  const id = uuidv5(`offer:${seller.id}:${productId}:${sku}`, NAMESPACE) as OfferId;
  const known = before?.offers.find((offer) => offer.id === id);
  return {
    id,
    variantId,
    sellerId: seller.id,
    sellerName: seller.name,
    sellerSlug: seller.slug,
    sku,
    sellerSku: `${seller.id}:${sku}`,
    price,
    listPrice,
    condition: 'new',
    dispatchDays: draft.dispatchDays,
    availability: known?.availability ?? availabilityOf(draft.stock),
    availabilitySequence: known?.availabilitySequence ?? 0,
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
