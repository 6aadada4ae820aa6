import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { deleteOfUser } from '../db/erasure-repository.ts';
import type { CartTables } from '../db/tables.ts';

export const onUserErased = onEvent(UserErased, (unit: UnitOfWork<CartTables>, { payload }) =>
  deleteOfUser(unit.query, payload.userId),
);
