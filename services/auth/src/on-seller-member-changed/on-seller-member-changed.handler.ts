import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { setMembership } from '../db/membership-repository.ts';
import type { AuthTables } from '../db/tables.ts';

export const onSellerMemberChanged = onEvent(
  SellerMemberChanged,
  async (unit: UnitOfWork<AuthTables>, { payload, sequence }) => {
    const { sellerId, role } = payload;
    await setMembership(unit.query, payload.userId as UserId, sequence, {
      sellerId: sellerId as SellerId,
      role,
    });
  },
);
