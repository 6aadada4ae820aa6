import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { recordPurchases } from '../db/record-purchases.ts';

export const onSellerOrderDelivered = (database: Pick<CatalogDatabase, 'purchases'>) =>
  onEvent(SellerOrderDelivered, async (_scope: undefined, { payload }) => {
    const { userId, lines = [], orderId, at } = payload;
    // A guest has no name to review under.
    if (userId !== null) await recordPurchases(database, { userId, orderId, lines, at });
  });
