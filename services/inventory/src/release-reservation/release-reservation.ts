import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { insertReservation, lockReservation, setReservationStatus } from '../db/reservation-repository.ts';
import { moveUnits } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';

/**
 * Gives back what an order holds: reserved units, or sold ones when the order was cancelled after payment. An
 * order without a reservation gets a closed one, so that a reservation still on its way is refused.
 */
export async function releaseReservation(unit: UnitOfWork<InventoryTables>, orderId: OrderId): Promise<void> {
  if (await insertReservation(unit, orderId, 'released', new Date(0), [])) return;
  const reservation = await lockReservation(unit, orderId);
  const move = reservation?.status === 'reserved' ? 'released' : 'returned';
  if (reservation?.status !== 'reserved' && reservation?.status !== 'committed') return;
  const short = await moveUnits(unit, move, reservation.lines, orderId);
  if (short.length > 0) throw new Error(`stock of order ${orderId} does not hold what its reservation says`);
  await setReservationStatus(unit, orderId, move);
}
