import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import {
  lockReservations,
  type StoredReservation,
  setReservationStatus,
} from '../db/reservation-repository.ts';
import { moveUnits, sellReserved } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';

type Unit = UnitOfWork<InventoryTables>;

/**
 * Held units count as sold from now on. Where the reservation lapsed before the money came, the units are
 * taken from the shelf again; where they are gone, the order is told so that it refunds.
 */
export const onOrderConfirmed = onEvents(OrderConfirmed, async (unit: Unit, events) => {
  const sequences = new Map(events.map(({ payload, sequence }) => [payload.orderId as OrderId, sequence]));
  const reservations = await lockReservations(unit, [...sequences.keys()]);
  const holding: { orderId: OrderId; lines: StoredReservation['lines'] }[] = [];
  for (const [orderId, sequence] of sequences) {
    const reservation = reservations.get(orderId);
    if (reservation?.status === 'committed' || reservation?.status === 'returned') continue;
    // Events come in any order: the cancellation overtook the confirmation.
    if (reservation?.cancelledAtVersion && reservation.cancelledAtVersion > sequence) continue;
    if (reservation?.isEmptied) {
      // Every item was cancelled before this was heard of: nothing is to be sold, and nothing was lost.
      await setReservationStatus(unit, orderId, 'committed');
    } else if (reservation?.status === 'reserved' && reservation.lines.length > 0) {
      holding.push({ orderId, lines: reservation.lines });
    } else {
      await sellFromShelf(unit, orderId, reservation?.lines ?? [], sequence);
    }
  }
  if (holding.length > 0) await sellReserved(unit, holding);
});

async function sellFromShelf(
  unit: Unit,
  orderId: OrderId,
  lines: StoredReservation['lines'],
  sequence: number,
): Promise<void> {
  const short = lines.length > 0 ? await moveUnits(unit, 'soldFromShelf', lines, orderId) : [];
  if (lines.length === 0 || short.length > 0) {
    unit.emit(ReservationLost, { orderId, offerIds: short }, sequence);
    return;
  }
  await setReservationStatus(unit, orderId, 'committed');
}
