import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import { noteToForget } from '../db/customer-repository.ts';
import type { PaymentTables } from '../db/tables.ts';

/** The amounts stay for the books; whose they were does not, and the provider forgets their cards. */
export const onUserErased = onEvent(UserErased, async (unit: UnitOfWork<PaymentTables>, { payload }) => {
  await unit.query
    .updateTable('payments')
    .set({ email: 'erased@erased.invalid' })
    .where(sql`lower(email)`, '=', payload.email.toLowerCase())
    .execute();
  await noteToForget(unit.query, payload.userId as UserId);
});
