import { SellerRatingChanged } from '@haat/contracts/events/seller-rating-changed.v1.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';

/**
 * Kept once a seller and not in each offer: one review would rewrite every product of the shop. Product pages are made
 * with what is here, and show a new rating when they are made anew.
 */
export const onSellerRatingChanged = ({ sellers }: Pick<CatalogDatabase, 'sellers'>) =>
  onEvent(SellerRatingChanged, async (_scope: undefined, { payload, sequence }) => {
    const _id = payload.sellerId as SellerId;
    const { rating } = payload;
    await sellers.updateOne({ _id }, { $setOnInsert: { rating, sequence } }, { upsert: true });
    // What is older than what is known is dropped: that makes a repetition harmless, too.
    await sellers.updateOne({ _id, sequence: { $lt: sequence } }, { $set: { rating, sequence } });
  });
