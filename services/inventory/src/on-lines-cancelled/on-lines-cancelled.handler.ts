import { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { InventoryTables } from '../db/tables.ts';
import { mergeLines } from '../domain/stock.ts';
import { giveBackUnits } from '../give-back-units/give-back-units.ts';

export const onLinesCancelled = onEvent(
  LinesCancelled,
  async (unit: UnitOfWork<InventoryTables>, { payload }) => {
    const lines = mergeLines(payload.sellerOrders.flatMap((part) => part.lines));
    await giveBackUnits(unit, payload.orderId as OrderId, lines);
  },
);
