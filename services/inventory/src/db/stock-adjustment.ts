import type { OfferId, SellerId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { sql } from 'kysely';
import type { InventoryTables, StockRow } from './tables.ts';

type Unit = UnitOfWork<InventoryTables>;

/** @returns undefined for another seller's stock, as for one that does not exist */
export const lockOwnStock = (
  unit: Unit,
  owner: { readonly sellerId: SellerId },
  offerId: OfferId,
): Promise<StockRow | undefined> =>
  unit.query
    .selectFrom('stock')
    .selectAll()
    .where('offer_id', '=', offerId)
    .where('seller_id', '=', owner.sellerId)
    .forUpdate()
    .executeTakeFirst();

/** @param delta units that come to the shelf (positive) or leave it (negative); the row is locked already */
export function changeAvailable(unit: Unit, offerId: OfferId, delta: number): Promise<StockRow> {
  const counter = delta >= 0 ? 'restocked' : 'written_off';
  return unit.query
    .updateTable('stock')
    .set({
      available: sql`available + ${delta}`,
      [counter]: sql`${sql.ref(counter)} + ${Math.abs(delta)}`,
      version: sql`version + 1`,
    })
    .where('offer_id', '=', offerId)
    .returningAll()
    .executeTakeFirstOrThrow();
}
