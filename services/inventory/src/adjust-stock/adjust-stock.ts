import type { AdjustStockBody, Stock } from '@haat/contracts/http/inventory.ts';
import type { OfferId, SellerId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { sql } from 'kysely';
import { announceAvailability, recordMovements } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';
import { toStock } from '../db/to-stock.ts';
import { StockNotFound, WriteOffTooLarge } from '../domain/inventory.errors.ts';

export const ADJUST_STOCK_ERRORS = [StockNotFound, WriteOffTooLarge] as const;

/** @throws inventory.stock-not-found (also for another seller's stock), inventory.write-off-too-large */
export async function adjustStock(
  database: Database<InventoryTables>,
  owner: { readonly sellerId: SellerId },
  offerId: OfferId,
  { delta, note }: AdjustStockBody,
): Promise<Stock> {
  const counter = delta >= 0 ? 'restocked' : 'written_off';
  return database.transaction(async (unit) => {
    const current = await unit.query
      .selectFrom('stock')
      .selectAll()
      .where('offer_id', '=', offerId)
      .where('seller_id', '=', owner.sellerId)
      .forUpdate()
      .executeTakeFirst();
    if (!current) throw StockNotFound();
    if (delta === 0) return toStock(current);
    if (current.available + delta < 0) throw WriteOffTooLarge({ available: current.available });
    const row = await unit.query
      .updateTable('stock')
      .set({
        available: sql`available + ${delta}`,
        [counter]: sql`${sql.ref(counter)} + ${Math.abs(delta)}`,
        version: sql`version + 1`,
      })
      .where('offer_id', '=', offerId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const line = { offerId, quantity: Math.abs(delta) };
    await recordMovements(unit, counter, [line], null, note ?? null);
    announceAvailability(unit, row, current.available);
    return toStock(row);
  });
}
