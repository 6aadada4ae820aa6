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
  try {
    await database.transaction(async (unit) => {
      // Sent together: that it is new is nearly always so.
      const [isNew, short] = await Promise.all([
        insertReservation(unit, orderId, 'reserved', expiresAt, lines),
        moveUnits(unit, 'reserved', lines, orderId),
      ]);
      // Throwing undoes both: the order may try again, and one that was there has its units already.
      if (!isNew) throw new AlreadyThere();
      if (short.length > 0) throw OutOfStock({ offerIds: short });
    });
  } catch (error) {
    if (error instanceof AlreadyThere) return existingReservation(database, orderId);
    throw error;
  }
  return { orderId, status: 'reserved', expiresAt: expiresAt.toISOString() };
}

/** Undoes the units that a repetition moved. */
class AlreadyThere extends Error {}

async function existingReservation(
  database: Database<InventoryTables>,
  orderId: OrderId,
): Promise<Reservation> {
  const existing = await database.transaction((unit) => lockReservation(unit, orderId));
  if (existing?.status !== 'reserved') throw ReservationClosed();
  return { orderId, status: 'reserved', expiresAt: existing.expiresAt.toISOString() };
}
