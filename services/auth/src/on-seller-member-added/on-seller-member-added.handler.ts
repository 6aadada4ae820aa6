import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { setMembership } from '../db/membership-repository.ts';
import type { AuthTables } from '../db/tables.ts';

/** The user's next access token carries the role and the store. */
export const onSellerMemberAdded = onEvent(
  SellerMemberAdded,
  async (unit: UnitOfWork<AuthTables>, { payload, sequence }) => {
    const { sellerId, role = 'owner' } = payload;
    await setMembership(unit.query, payload.userId as UserId, sequence, {
      sellerId: sellerId as SellerId,
      role,
    });
  },
);
