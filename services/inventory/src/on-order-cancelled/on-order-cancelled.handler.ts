import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { markCancelled } from '../db/reservation-repository.ts';
import type { InventoryTables } from '../db/tables.ts';
import { releaseReservation } from '../release-reservation/release-reservation.ts';

export const onOrderCancelled = onEvent(
  OrderCancelled,
  async (unit: UnitOfWork<InventoryTables>, { payload, sequence }) => {
    const orderId = payload.orderId as OrderId;
    await releaseReservation(unit, orderId);
    await markCancelled(unit, orderId, sequence);
  },
);
