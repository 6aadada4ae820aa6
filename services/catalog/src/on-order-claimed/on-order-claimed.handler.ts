import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { recordPurchases } from '../db/record-purchases.ts';

/** What a guest was sent is a user's by now, and may be reviewed. */
export const onOrderClaimed = (database: Pick<CatalogDatabase, 'purchases'>) =>
  onEvent(OrderClaimed, async (_scope: undefined, { payload }) => {
    const { userId, orderId, delivered } = payload;
    for (const { lines, at } of delivered) await recordPurchases(database, { userId, orderId, lines, at });
  });
