import type { AdjustStockBody, Stock } from '@haat/contracts/http/inventory.ts';
import type { OfferId, SellerId } from '@haat/contracts/ids.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
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
  source: ActSource,
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
    // A store's own people need no log of what they do with their own stock; staff in their place do.
    if (source.actor.impersonator) {
      auditPrivilegedAct(unit, source, {
        action: 'stock.adjusted',
        subject: { type: 'offer', id: offerId },
        before: { available: current.available },
        after: { available: row.available },
        ...(note ? { reason: note } : {}),
      });
    }
    return toStock(row);
  });
}
