import type { OfferId, ProductId } from '@haat/contracts/ids.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ProductDocument } from './documents.ts';
import { productChanged } from './product-events.ts';

export interface ProductRepository {
  findBySlug(slug: string): Promise<ProductDocument | null>;
  findById(id: ProductId): Promise<ProductDocument | null>;
  /** In one request, whatever their number. */
  findByIds(ids: readonly ProductId[]): Promise<ProductDocument[]>;
  findByOffers(offerIds: readonly OfferId[]): Promise<ProductDocument[]>;
  /**
   * Changes a product together with the event that tells of it. Writers of one product do not lose each other's
   * changes: who comes second starts again from what the first one wrote.
   * @param change returns the changed product, or undefined to leave it; called again for each start
   */
  change(
    id: ProductId,
    change: (
      product: ProductDocument,
    ) => Partial<ProductDocument> | undefined | Promise<Partial<ProductDocument> | undefined>,
  ): Promise<void>;
  /** Tells the relay and the caches of products that were written in bulk. */
  written(ids: readonly ProductId[]): Promise<void>;
}

const MAX_TRIES = 20;
export const productTag = (id: string) => `product:${id}`;

export function createProductRepository(
  { products }: CatalogDatabase,
  cache: Cache,
  wakeRelay: () => void,
): ProductRepository {
  const written = async (ids: readonly ProductId[]) => {
    wakeRelay();
    if (ids.length > 0) await cache.invalidate(ids.map(productTag));
  };
  return {
    findBySlug: (slug) => products.findOne({ slug }),
    findById: (id) => products.findOne({ _id: id }),
    findByIds: (ids) => products.find({ _id: { $in: [...ids] } }).toArray(),
    findByOffers: (offerIds) => products.find({ 'offers.id': { $in: [...offerIds] } }).toArray(),
    async change(id, change) {
      for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
        const before = await products.findOne({ _id: id });
        const changes = before && (await change(before));
        if (!before || !changes) return;
        const after: ProductDocument = { ...before, ...changes, version: before.version + 1 };
        const { modifiedCount } = await products.updateOne(
          { _id: id, version: before.version },
          {
            $set: { ...changes, version: after.version, outboxState: 'pending' },
            $push: { pendingEvents: productChanged(after) },
          },
        );
        if (modifiedCount === 1) return written([id]);
      }
      throw new Error(`product ${id} is written too often at once`);
    },
    written,
  };
}
