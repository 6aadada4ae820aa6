import { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { InventoryTables } from '../db/tables.ts';
import { mergeLines } from '../domain/stock.ts';
import { giveBackUnits } from '../give-back-units/give-back-units.ts';

/** What came back and can be sold again goes on the shelf; what cannot stays sold. */
export const onReturnMoved = onEvent(ReturnMoved, async (unit: UnitOfWork<InventoryTables>, { payload }) => {
  if (payload.status !== 'received' || !payload.restock) return;
  await giveBackUnits(unit, payload.orderId as OrderId, mergeLines(payload.lines));
});
