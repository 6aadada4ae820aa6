import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { InventoryTables } from '../db/tables.ts';
import { releaseReservation } from '../release-reservation/release-reservation.ts';

export const onOrderCancelled = onEvent(
  OrderCancelled,
  async (unit: UnitOfWork<InventoryTables>, { payload }) =>
    releaseReservation(unit, payload.orderId as OrderId),
);
