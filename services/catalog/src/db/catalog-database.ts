import { type Collection, type Db, MongoClient } from 'mongodb';
import type { ImportJobDocument, ImportRowDocument } from '../import-products/import-documents.ts';
import type {
  ActDocument,
  CategoryDocument,
  ProductDocument,
  PurchaseDocument,
  ReviewDocument,
  SellerDocument,
} from './documents.ts';

/** MongoDB names it when a seller has another product with that SKU. */
export const SELLER_SKU_INDEX = 'seller_sku';

export interface CatalogDatabase {
  readonly categories: Collection<CategoryDocument>;
  readonly products: Collection<ProductDocument>;
  readonly reviews: Collection<ReviewDocument>;
  readonly purchases: Collection<PurchaseDocument>;
  readonly sellers: Collection<SellerDocument>;
  readonly importJobs: Collection<ImportJobDocument>;
  readonly importRows: Collection<ImportRowDocument>;
  readonly acts: Collection<ActDocument>;
  /** @throws when the server does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connects and brings the indexes up to date; creating one that exists is harmless. */
export async function openCatalogDatabase(url: string, name: string): Promise<CatalogDatabase> {
  const client = new MongoClient(url, {
    maxPoolSize: 20,
    serverSelectionTimeoutMS: 5_000,
    appName: 'haat-catalog',
  });
  await client.connect();
  const db: Db = client.db(name);
  const database: CatalogDatabase = {
    categories: db.collection('categories'),
    products: db.collection('products'),
    reviews: db.collection('reviews'),
    purchases: db.collection('purchases'),
    sellers: db.collection('sellers'),
    importJobs: db.collection('import_jobs'),
    importRows: db.collection('import_rows'),
    acts: db.collection('acts'),
    ping: async () => {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
  await Promise.all([
    database.products.createIndexes([
      { key: { slug: 1 }, name: 'slug', unique: true },
      { key: { 'offers.id': 1 }, name: 'offer' },
      { key: { 'offers.sellerSku': 1 }, name: SELLER_SKU_INDEX, unique: true },
      { key: { outboxState: 1 }, name: 'outbox', sparse: true },
    ]),
    database.acts.createIndexes([{ key: { outboxState: 1 }, name: 'outbox', sparse: true }]),
    database.reviews.createIndexes([
      { key: { productId: 1 }, name: 'product' },
      { key: { authorKey: 1 }, name: 'author_product', unique: true, sparse: true },
      { key: { authorId: 1 }, name: 'author', sparse: true },
      { key: { ratingState: 1 }, name: 'rating_state', sparse: true },
    ]),
    database.purchases.createIndexes([{ key: { userId: 1 }, name: 'user' }]),
    database.importJobs.createIndexes([{ key: { status: 1 }, name: 'status' }]),
    database.importRows.createIndexes([{ key: { jobId: 1, status: 1 }, name: 'job_status' }]),
  ]);
  return database;
}
