import type { ProductId, UserId } from '@haat/contracts/ids.ts';
import type { CatalogDatabase } from './catalog-database.ts';
import { purchaseId } from './documents.ts';

/** Who got what: that gives the right to review it. The first delivery stands, so a repetition changes nothing. */
export async function recordPurchases(
  { purchases }: Pick<CatalogDatabase, 'purchases'>,
  delivery: {
    readonly userId: string;
    readonly orderId: string;
    readonly lines: readonly { readonly productId: string }[];
    readonly at: string;
  },
): Promise<void> {
  const { userId, orderId, lines, at } = delivery;
  if (lines.length === 0) return;
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
}
