import type { AdjustStockBody, Stock } from '@haat/contracts/http/inventory.ts';
import type { OfferId, SellerId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { changeAvailable, lockOwnStock } from '../db/stock-adjustment.ts';
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
  return database.transaction(async (unit) => {
    const current = await lockOwnStock(unit, owner, offerId);
    if (!current) throw StockNotFound();
    if (delta === 0) return toStock(current);
    if (current.available + delta < 0) throw WriteOffTooLarge({ available: current.available });
    const row = await changeAvailable(unit, offerId, delta);
    const line = { offerId, quantity: Math.abs(delta) };
    await recordMovements(unit, delta > 0 ? 'restocked' : 'written_off', [line], null, note ?? null);
    announceAvailability(unit, row, current.available);
    return toStock(row);
  });
}
