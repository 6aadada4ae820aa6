import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { SellerTables } from '../db/tables.ts';

/** What was said of a store stays, and is nobody's any more: neither the name nor the account is kept with it. */
export const onUserErased = onEvent(UserErased, async (unit: UnitOfWork<SellerTables>, { payload }) => {
  const userId = payload.userId as UserId;
  await unit.query
    .updateTable('store_reviews')
    .set({ author_id: null, author_name: 'A former customer', seller_order_id: null })
    .where('author_id', '=', userId)
    .execute();
  await unit.query.deleteFrom('deliveries').where('user_id', '=', userId).execute();
  await unit.query
    .updateTable('store_reports')
    .set({ reporter_id: null })
    .where('reporter_id', '=', userId)
    .execute();
});
