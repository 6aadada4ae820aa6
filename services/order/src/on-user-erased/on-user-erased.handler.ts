import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { forgetErasedUsers, noteErasedUser } from '../db/erasure-repository.ts';
import type { OrderTables } from '../db/tables.ts';

/** Finished orders lose name and address at once; one that is on its way, when it has arrived. */
export const onUserErased = onEvent(UserErased, async (unit: UnitOfWork<OrderTables>, { payload }) => {
  await noteErasedUser(unit.query, payload.userId);
  await forgetErasedUsers(unit.query);
});
