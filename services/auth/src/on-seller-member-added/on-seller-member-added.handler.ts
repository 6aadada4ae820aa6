import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import type { AuthTables } from '../db/tables.ts';

/** The user's next access token carries the role and the store. */
export const onSellerMemberAdded = onEvent(
  SellerMemberAdded,
  async (unit: UnitOfWork<AuthTables>, { payload }) => {
    await unit.query
      .updateTable('users')
      .set({
        seller_id: payload.sellerId as SellerId,
        roles: sql`(select array_agg(distinct role) from unnest(roles || array['seller']) as role)`,
        version: sql`version + 1`,
      })
      .where('id', '=', payload.userId as UserId)
      .execute();
  },
);
