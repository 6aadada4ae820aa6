import type { UserId } from '@haat/contracts/ids.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import type { ActSource } from '@haat/platform/audit/privileged-act.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { OrderedBy } from './factor-tables.ts';
import type { AuthTables } from './tables.ts';

export type FactorRemoval = Selectable<AuthTables['factor_removals']>;

/** @returns undefined where one waits already */
export async function insertFactorRemoval(
  query: Kysely<AuthTables>,
  { actor, address, requestId }: ActSource,
  userId: UserId,
  { reason, hours }: { readonly reason: string; readonly hours: number },
): Promise<FactorRemoval | undefined> {
  const { email, staffRole } = actor;
  const orderedBy: OrderedBy = { userId: actor.userId, email, staffRole, address, requestId };
  return query
    .insertInto('factor_removals')
    .values({
      user_id: userId,
      ordered_by: JSON.stringify(orderedBy),
      reason,
      takes_effect_at: sql<Date>`now() + make_interval(secs => ${hours * 3600})`,
    })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function findFactorRemoval(
  query: Kysely<AuthTables>,
  userId: UserId,
): Promise<FactorRemoval | undefined> {
  return query.selectFrom('factor_removals').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** @returns what it was; undefined where none waits: of two who take it at once, one gets it */
export async function takeFactorRemoval(
  query: Kysely<AuthTables>,
  userId: UserId,
  state: 'any' | 'due',
): Promise<FactorRemoval | undefined> {
  return query
    .deleteFrom('factor_removals')
    .where('user_id', '=', userId)
    .$if(state === 'due', (due) => due.where('takes_effect_at', '<=', sql<Date>`now()`))
    .returningAll()
    .executeTakeFirst();
}

export async function listDueFactorRemovals(query: Kysely<AuthTables>): Promise<UserId[]> {
  const rows = await query
    .selectFrom('factor_removals')
    .select('user_id')
    .where('takes_effect_at', '<=', sql<Date>`now()`)
    .orderBy('takes_effect_at')
    .limit(100)
    .execute();
  return rows.map((row) => row.user_id);
}

/** @returns the role of today; null for who is none of the staff any more, or closed */
export async function findStaffRole(query: Kysely<AuthTables>, userId: UserId): Promise<StaffRole | null> {
  const row = await query
    .selectFrom('users')
    .select('staff_role')
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.staff_role ?? null;
}
