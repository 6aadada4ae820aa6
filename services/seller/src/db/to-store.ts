import type { Shop, Store } from '@haat/contracts/http/seller.ts';
import type { StoreRow } from './tables.ts';

export const toStore = (row: StoreRow): Store => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  about: row.about,
  city: row.city,
  rating: { average: Number(row.rating_average), count: row.rating_count },
  joinedAt: row.joined_at.toISOString(),
});

export const toShop = (row: StoreRow): Shop => ({
  ...toStore(row),
  ratingHistogram: row.rating_histogram,
  policies: { returns: row.returns_policy, dispatch: row.dispatch_policy },
});
