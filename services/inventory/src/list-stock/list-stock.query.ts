import type { StockPage } from '@haat/contracts/http/inventory.ts';
import type { SellerId } from '@haat/contracts/ids.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Kysely } from 'kysely';
import type { InventoryTables } from '../db/tables.ts';
import { toStock } from '../db/to-stock.ts';

export async function listStock(
  query: Kysely<InventoryTables>,
  owner: { readonly sellerId: SellerId },
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<StockPage> {
  const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
  const rows = await query
    .selectFrom('stock')
    .selectAll()
    .where('seller_id', '=', owner.sellerId)
    .$if(after !== undefined, (select) => select.where('offer_id', '>', after as never))
    .orderBy('offer_id')
    .limit(limit + 1)
    .execute();
  const { rows: shown, nextCursor } = toPage(rows, limit, (row) => [row.offer_id]);
  return { items: shown.map(toStock), nextCursor };
}
