import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvent } from '@haat/platform/events/event-handler.ts';
import { sql } from 'kysely';
import type { PaymentTables } from '../db/tables.ts';

/** The amounts stay for the books; whose they were does not. */
export const onUserErased = onEvent(UserErased, async (unit: UnitOfWork<PaymentTables>, { payload }) => {
  await unit.query
    .updateTable('payments')
    .set({ email: 'erased@erased.invalid' })
    .where(sql`lower(email)`, '=', payload.email.toLowerCase())
    .execute();
});
