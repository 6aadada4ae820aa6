import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { recordDelivery } from '../db/delivery-repository.ts';
import type { SellerTables } from '../db/tables.ts';

export const onSellerOrderDelivered = onEvent(
  SellerOrderDelivered,
  async (unit: UnitOfWork<SellerTables>, { payload }) => {
    const { userId, ...delivery } = payload;
    // A guest has no name to review under.
    if (userId !== null) await recordDelivery(unit.query, { ...delivery, userId });
  },
);
