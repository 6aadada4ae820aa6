import type { User } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import { type Kysely, sql } from 'kysely';
import { AccountDisabled } from '../domain/people.errors.ts';
import type { AuthTables } from './tables.ts';

const COLUMNS = [
  'id',
  'email',
  'email_verified_at',
  'name',
  'roles',
  'seller_id',
  'seller_role',
  'staff_role',
] as const;

export interface StoredUser extends User {
  readonly id: UserId;
}

export interface NewUser {
  readonly id: UserId;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: User['roles'];
}

/** @returns undefined when the address is taken */
export async function insertUser(query: Kysely<AuthTables>, user: NewUser): Promise<StoredUser | undefined> {
  const row = await query
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email,
      email_verified_at: user.emailVerified ? sql<Date>`now()` : null,
      name: user.name,
      password_hash: user.passwordHash,
      roles: user.roles,
      seller_id: null,
      seller_role: null,
      staff_role: user.roles.includes('admin') ? 'super' : null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toUser(row);
}

export async function findUserById(query: Kysely<AuthTables>, id: UserId): Promise<StoredUser | undefined> {
  const row = await query.selectFrom('users').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && toUser(row);
}

export async function findUserByEmail(
  query: Kysely<AuthTables>,
  email: string,
): Promise<StoredUser | undefined> {
  const row = await query.selectFrom('users').select(COLUMNS).where('email', '=', email).executeTakeFirst();
  return row && toUser(row);
}

/**
 * Held until the transaction ends: a role that is being changed is waited for, and none changes meanwhile.
 * @throws auth.account-disabled
 */
export async function holdUser(query: Kysely<AuthTables>, id: UserId): Promise<StoredUser | undefined> {
  const row = await query
    .selectFrom('users')
    .select([...COLUMNS, 'disabled_at'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (row?.disabled_at) throw AccountDisabled();
  return row && toUser(row);
}

export async function findUserWithHash(
  query: Kysely<AuthTables>,
  email: string,
): Promise<{ user: StoredUser; passwordHash: string } | undefined> {
  const row = await query
    .selectFrom('users')
    .select([...COLUMNS, 'password_hash'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row && { user: toUser(row), passwordHash: row.password_hash };
}

/**
 * The address is proven, unless it is another one by now.
 * @returns the version of the account after it; undefined where nothing changed
 */
export async function markEmailVerified(
  query: Kysely<AuthTables>,
  id: UserId,
  email: string,
): Promise<number | undefined> {
  const row = await query
    .updateTable('users')
    .set({ email_verified_at: sql<Date>`now()`, version: sql`version + 1` })
    .where('id', '=', id)
    .where('email', '=', email)
    .where('email_verified_at', 'is', null)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

function toUser(row: {
  id: UserId;
  email: string;
  email_verified_at: Date | null;
  name: string;
  roles: User['roles'];
  seller_id: string | null;
  seller_role: SellerRole | null;
  staff_role: StaffRole | null;
}): StoredUser {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified_at !== null,
    name: row.name,
    roles: row.roles,
    sellerId: row.seller_id,
    sellerRole: row.seller_role,
    staffRole: row.staff_role,
  };
}
