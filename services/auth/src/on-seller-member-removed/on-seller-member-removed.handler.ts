import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { setMembership } from '../db/membership-repository.ts';
import type { AuthTables } from '../db/tables.ts';

export const onSellerMemberRemoved = onEvent(
  SellerMemberRemoved,
  async (unit: UnitOfWork<AuthTables>, { payload, sequence }) => {
    await setMembership(unit.query, payload.userId as UserId, sequence, null);
  },
);
