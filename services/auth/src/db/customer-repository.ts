import type { Customer } from '@haat/contracts/http/customer.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import { revoke } from './revocation-repository.ts';
import { endAllSessions } from './session-repository.ts';
import type { AuthTables } from './tables.ts';

export const CUSTOMER_COLUMNS = [
  'id',
  'name',
  'email',
  'email_verified_at',
  'roles',
  'seller_id',
  'seller_role',
  'staff_role',
  'created_at',
  'disabled_at',
  'disabled_reason',
] as const;

type CustomerRow = Pick<Selectable<AuthTables['users']>, (typeof CUSTOMER_COLUMNS)[number]>;

export async function findCustomer(query: Kysely<AuthTables>, id: UserId): Promise<Customer | undefined> {
  const row = await query
    .selectFrom('users')
    .select(CUSTOMER_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toCustomer(row);
}

/** Held until the transaction ends: of two changes at once, the second sees what the first one did. */
export async function lockCustomer(query: Kysely<AuthTables>, id: UserId): Promise<Customer | undefined> {
  const row = await query
    .selectFrom('users')
    .select(CUSTOMER_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toCustomer(row);
}

/** @param reason null enables the account again. Closed, its sessions end and no token of it is taken any more. */
export async function setDisabled(
  query: Kysely<AuthTables>,
  id: UserId,
  reason: string | null,
): Promise<void> {
  await query
    .updateTable('users')
    .set({
      disabled_at: reason === null ? null : sql<Date>`now()`,
      disabled_reason: reason,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
  if (reason !== null) await endAllSessions(query, id);
}

/** The account and everything that hangs on it; its tokens are refused from now on. */
export async function deleteUser(query: Kysely<AuthTables>, id: UserId, email: string): Promise<void> {
  await query.deleteFrom('mail_requests').where('recipient', '=', email).execute();
  await query.deleteFrom('email_links').where('subject_id', '=', id).execute();
  await query.deleteFrom('users').where('id', '=', id).execute();
  await revoke(query, 'user', id);
}

export const toCustomer = (row: CustomerRow): Customer => ({
  id: row.id,
  name: row.name,
  email: row.email,
  emailVerified: row.email_verified_at !== null,
  roles: row.roles,
  sellerId: row.seller_id,
  sellerRole: row.seller_role,
  staffRole: row.staff_role,
  createdAt: row.created_at.toISOString(),
  disabled: row.disabled_at && {
    at: row.disabled_at.toISOString(),
    reason: row.disabled_reason ?? '',
  },
});
