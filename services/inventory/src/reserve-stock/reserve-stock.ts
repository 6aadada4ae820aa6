import type { Reservation, ReserveBody } from '@haat/contracts/http/inventory.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { insertReservation, lockReservation } from '../db/reservation-repository.ts';
import { moveUnits } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';
import { OutOfStock, ReservationClosed } from '../domain/inventory.errors.ts';
import { mergeLines } from '../domain/stock.ts';

export const RESERVE_STOCK_ERRORS = [OutOfStock, ReservationClosed] as const;

/**
 * Holds units for an order, all or none. A repetition finds the reservation and changes nothing.
 * @throws inventory.out-of-stock with meta.offerIds, inventory.reservation-closed
 */
export async function reserveStock(
  database: Database<InventoryTables>,
  body: ReserveBody,
): Promise<Reservation> {
  const orderId = body.orderId as OrderId;
  const expiresAt = new Date(body.expiresAt);
  const lines = mergeLines(body.lines);
  return database.transaction(async (unit) => {
    if (!(await insertReservation(unit, orderId, 'reserved', expiresAt, lines))) {
      const existing = await lockReservation(unit, orderId);
      if (existing?.status !== 'reserved') throw ReservationClosed();
      return { orderId, status: 'reserved', expiresAt: existing.expiresAt.toISOString() };
    }
    const short = await moveUnits(unit, 'reserved', lines, orderId);
    // Throwing undoes the whole transaction, the reservation's row included: the order may try again.
    if (short.length > 0) throw OutOfStock({ offerIds: short });
    return { orderId, status: 'reserved', expiresAt: expiresAt.toISOString() };
  });
}
