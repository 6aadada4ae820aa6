import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { addressKey } from '../db/invitation-repository.ts';
import type { SellerTables } from '../db/tables.ts';

/** What was said of a store stays, and is nobody's any more: neither the name nor the account is kept with it. */
export const onUserErased = onEvent(UserErased, async ({ query }: UnitOfWork<SellerTables>, { payload }) => {
  const userId = payload.userId as UserId;
  // First: a review that is being written holds its parcel, and is there by the time that this is done.
  await query.deleteFrom('deliveries').where('user_id', '=', userId).execute();
  await query
    .updateTable('store_reviews')
    .set({ author_id: null, author_name: 'A former customer', seller_order_id: null })
    .where('author_id', '=', userId)
    .execute();
  await query
    .updateTable('store_reports')
    .set({ reporter_id: null })
    .where('reporter_id', '=', userId)
    .execute();
  await query.deleteFrom('store_invitations').where('email', '=', addressKey(payload.email)).execute();
  // Who is still in a team is not erased: what is left is who once was.
  await query.deleteFrom('store_members').where('user_id', '=', userId).execute();
});
