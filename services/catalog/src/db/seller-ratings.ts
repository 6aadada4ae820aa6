import type { Rating } from '@haat/contracts/http/catalog.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import type { CatalogDatabase } from './catalog-database.ts';
import type { ProductDocument } from './documents.ts';

export type SellerRatings = ReadonlyMap<SellerId, Rating>;

/** Of every seller of a product, in one read. */
export async function findSellerRatings(
  { sellers }: Pick<CatalogDatabase, 'sellers'>,
  { offers }: ProductDocument,
): Promise<SellerRatings> {
  const ids = [...new Set(offers.map((offer) => offer.sellerId))];
  const found = ids.length === 0 ? [] : await sellers.find({ _id: { $in: ids } }).toArray();
  return new Map(found.map(({ _id, rating }) => [_id, rating]));
}
