import { OrderClaimed } from '@haat/contracts/events/order-claimed.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { recordDelivery } from '../db/delivery-repository.ts';
import type { SellerTables } from '../db/tables.ts';

/** What a guest was sent is a user's by now, and its sellers may be reviewed. */
export const onOrderClaimed = onEvent(OrderClaimed, async (unit: UnitOfWork<SellerTables>, { payload }) => {
  const { orderId, userId, delivered } = payload;
  for (const parcel of delivered) await recordDelivery(unit.query, { ...parcel, orderId, userId });
});
