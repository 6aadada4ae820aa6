import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { addGivenBack, lockReservation } from '../db/reservation-repository.ts';
import { moveUnits } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';
import type { StockLine } from '../domain/stock.ts';

/**
 * Takes some of an order's units out of it and puts them back on the shelf, whether they count as sold by now or as
 * reserved still. Where the order holds none at present (its time was up before the money came), they are not taken
 * for it again; where all of it went back already, nothing is left to do.
 * @param lines merged and sorted, see mergeLines
 */
export async function giveBackUnits(
  unit: UnitOfWork<InventoryTables>,
  orderId: OrderId,
  lines: readonly StockLine[],
): Promise<void> {
  const reservation = await lockReservation(unit, orderId);
  if (!reservation || reservation.status === 'returned') return;
  if (!(await addGivenBack(unit, orderId, lines))) {
    throw new Error(`order ${orderId} gives back more units than it has`);
  }
  if (reservation.status === 'released') return;
  const move = reservation.status === 'reserved' ? 'released' : 'returned';
  const short = await moveUnits(unit, move, lines, orderId);
  if (short.length > 0) throw new Error(`stock of order ${orderId} does not hold what its reservation says`);
}
