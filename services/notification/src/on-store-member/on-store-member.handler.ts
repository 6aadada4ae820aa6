import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type EventHandler, onEvent } from '@haat/platform/events/event-handler.ts';
import type { NotificationTables } from '../db/tables.ts';
import { saveMembership } from '../db/team-repository.ts';

type Unit = UnitOfWork<NotificationTables>;

/** Whom a store's mail goes to. */
export const storeMemberHandlers: EventHandler<Unit>[] = [
  onEvent(SellerMemberAdded, (unit: Unit, { payload, sequence }) =>
    joined(unit, { ...payload, role: payload.role ?? 'owner' }, sequence),
  ),
  onEvent(SellerMemberChanged, (unit: Unit, { payload, sequence }) => joined(unit, payload, sequence)),
  onEvent(SellerMemberRemoved, (unit: Unit, { payload, sequence }) =>
    saveMembership(unit, payload.userId as UserId, null, sequence),
  ),
];

const joined = (
  unit: Unit,
  { sellerId, userId, role }: { sellerId: string; userId: string; role: SellerRole },
  sequence: number,
) => saveMembership(unit, userId as UserId, { storeId: sellerId as SellerId, role }, sequence);
