import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import type { ProductId, UserId } from '@haat/contracts/ids.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { CatalogDatabase } from '../db/catalog-database.ts';
import { purchaseId } from '../db/documents.ts';

/** Who got what: that gives the right to review it. The first delivery stands, so a repetition changes nothing. */
export const onSellerOrderDelivered = ({ purchases }: Pick<CatalogDatabase, 'purchases'>) =>
  onEvent(SellerOrderDelivered, async (_scope: undefined, { payload }) => {
    const { userId, lines = [], orderId, at } = payload;
    // A guest has no name to review under.
    if (userId === null || lines.length === 0) return;
    await purchases.bulkWrite(
      [...new Set(lines.map((line) => line.productId))].map((productId) => ({
        updateOne: {
          filter: { _id: purchaseId(userId as UserId, productId as ProductId) },
          update: {
            $setOnInsert: {
              userId: userId as UserId,
              productId: productId as ProductId,
              orderId,
              deliveredAt: new Date(at),
            },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  });
