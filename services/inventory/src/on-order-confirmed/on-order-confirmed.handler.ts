import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { ReservationLost } from '@haat/contracts/events/reservation-lost.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { lockReservation, setReservationStatus } from '../db/reservation-repository.ts';
import { moveUnits } from '../db/stock-repository.ts';
import type { InventoryTables } from '../db/tables.ts';

/**
 * Held units count as sold from now on. Where the reservation lapsed before the money came, the units are
 * taken from the shelf again; where they are gone, the order is told so that it refunds.
 */
export const onOrderConfirmed = onEvent(
  OrderConfirmed,
  async (unit: UnitOfWork<InventoryTables>, { payload, sequence }) => {
    const orderId = payload.orderId as OrderId;
    const reservation = await lockReservation(unit, orderId);
    if (reservation?.status === 'committed' || reservation?.status === 'returned') return;
    // Events come in any order: the cancellation overtook the confirmation.
    if (reservation?.cancelledAtVersion && reservation.cancelledAtVersion > sequence) return;
    const lines = reservation?.lines ?? [];
    const move = reservation?.status === 'reserved' ? 'sold' : 'soldFromShelf';
    const short = lines.length > 0 ? await moveUnits(unit, move, lines, orderId) : [];
    if (lines.length === 0 || short.length > 0) {
      unit.emit(ReservationLost, { orderId, offerIds: short }, sequence);
      return;
    }
    await setReservationStatus(unit, orderId, 'committed');
  },
);
