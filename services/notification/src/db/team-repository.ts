import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerPermission, SellerRole } from '@haat/contracts/permissions.ts';
import { SELLER_ROLE_PERMISSIONS, SELLER_ROLES } from '@haat/contracts/permissions.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { sql } from 'kysely';
import type { NotificationTables } from './tables.ts';

type Unit = UnitOfWork<NotificationTables>;

/** What was told later stands, whichever arrives first. */
export async function savePerson(
  unit: Unit,
  person: { readonly userId: UserId; readonly email: string; readonly name: string },
  sequence: number,
): Promise<void> {
  const { userId, email, name } = person;
  await unit.query
    .insertInto('people')
    .values({ user_id: userId, email, name, sequence })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ email, name, sequence })
        .where('people.sequence', '<', sequence),
    )
    .execute();
}

/** @param membership null for who left @see savePerson */
export async function saveMembership(
  unit: Unit,
  userId: UserId,
  membership: { readonly storeId: SellerId; readonly role: SellerRole } | null,
  sequence: number,
): Promise<void> {
  const row = { store_id: membership?.storeId ?? null, role: membership?.role ?? null, sequence };
  await unit.query
    .insertInto('store_members')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(row).where('store_members.sequence', '<', sequence),
    )
    .execute();
}

/** Addresses of the members whose role carries the permission, as far as they are known here. */
export async function addressesOf(
  unit: Unit,
  storeId: SellerId,
  permission: SellerPermission,
): Promise<{ userId: UserId; email: string }[]> {
  const roles = SELLER_ROLES.filter((role) => SELLER_ROLE_PERMISSIONS[role].includes(permission));
  return unit.query
    .selectFrom('store_members')
    .innerJoin('people', 'people.user_id', 'store_members.user_id')
    .select(['people.user_id as userId', 'people.email as email'])
    .where('store_id', '=', storeId)
    .where(sql<boolean>`role = any(${roles}::text[])`)
    .orderBy('people.user_id')
    .execute();
}
