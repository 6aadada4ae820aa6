import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import type { NotificationTables } from '../db/tables.ts';
import { savePerson } from '../db/team-repository.ts';

/** Where to write to: the sellers' events name stores and members, and no addresses. */
export const onUserRegistered = onEvent(
  UserRegistered,
  (unit: UnitOfWork<NotificationTables>, { payload, sequence }) =>
    savePerson(unit, { ...payload, userId: payload.userId as UserId }, sequence),
);
