import type { StaffMember } from '@haat/contracts/http/staff.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import { type Kysely, sql } from 'kysely';
import { revoke } from './revocation-repository.ts';
import type { AuthTables } from './tables.ts';

const COLUMNS = ['id', 'name', 'email', 'staff_role', 'disabled_at', 'created_at'] as const;

export async function listStaff(query: Kysely<AuthTables>): Promise<StaffMember[]> {
  const rows = await query
    .selectFrom('users')
    .select(COLUMNS)
    .where('staff_role', 'is not', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    row.staff_role === null
      ? []
      : {
          userId: row.id,
          name: row.name,
          email: row.email,
          role: row.staff_role,
          isDisabled: row.disabled_at !== null,
          createdAt: row.created_at.toISOString(),
        },
  );
}

/** Of two changes at once, the second sees what the first one did. */
export async function lockStaff(query: Kysely<AuthTables>): Promise<StaffMember[]> {
  await sql`select pg_advisory_xact_lock(hashtext('auth.staff'))`.execute(query);
  return listStaff(query);
}

/** Access tokens of before are refused; a refresh gives one that carries the change. */
export async function setStaffRole(
  query: Kysely<AuthTables>,
  userId: UserId,
  role: StaffRole | null,
): Promise<void> {
  await query
    .updateTable('users')
    .set({
      staff_role: role,
      roles:
        role === null
          ? sql`array_remove(roles, 'admin')`
          : sql`(select array_agg(distinct role) from unnest(roles || array['admin']) as role)`,
      version: sql`version + 1`,
    })
    .where('id', '=', userId)
    .execute();
  await revoke(query, 'user', userId);
}
