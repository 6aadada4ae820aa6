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
  'locale',
  'roles',
  'seller_id',
  'seller_role',
  'staff_role',
  'credentials_epoch',
] as const;

export interface StoredUser extends User {
  readonly id: UserId;
  /** Another number than before: the password or what stands in for it has changed. */
  readonly credentialsEpoch: number;
}

export interface NewUser {
  readonly id: UserId;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  /** Null: the account has another way in. */
  readonly passwordHash: string | null;
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

export interface UserWithHash {
  readonly user: StoredUser;
  readonly passwordHash: string | null;
}

export async function findUserWithHash(
  query: Kysely<AuthTables>,
  by: { readonly email: string } | { readonly id: UserId },
): Promise<UserWithHash | undefined> {
  const row = await query
    .selectFrom('users')
    .select([...COLUMNS, 'password_hash'])
    .where((where) => ('id' in by ? where('id', '=', by.id) : where('email', '=', by.email)))
    .executeTakeFirst();
  return row && { user: toUser(row), passwordHash: row.password_hash };
}

export async function hasPassword(query: Kysely<AuthTables>, id: UserId): Promise<boolean> {
  const row = await query
    .selectFrom('users')
    .select('id')
    .where('id', '=', id)
    .where('password_hash', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The same password, hashed with today's parameters; nothing where it was changed meanwhile. */
export async function replaceHash(
  query: Kysely<AuthTables>,
  { user, passwordHash }: UserWithHash,
  stronger: string,
): Promise<void> {
  await query
    .updateTable('users')
    .set({ password_hash: stronger })
    .where('id', '=', user.id)
    .where('password_hash', 'is not distinct from', passwordHash)
    .execute();
}

/**
 * Log-ins that were proven by the password before open no session any more; sessions that are open are ended by the caller.
 * @param expected the hash that was checked; undefined where a mail proved who asks
 * @returns undefined when it is another one by now
 */
export async function setPassword(
  query: Kysely<AuthTables>,
  id: UserId,
  passwordHash: string,
  expected?: string,
): Promise<StoredUser | undefined> {
  let update = query
    .updateTable('users')
    .set({
      password_hash: passwordHash,
      credentials_epoch: sql`credentials_epoch + 1`,
      version: sql`version + 1`,
    })
    .where('id', '=', id);
  if (expected !== undefined) update = update.where('password_hash', '=', expected);
  const row = await update.returning(COLUMNS).executeTakeFirst();
  return row && toUser(row);
}

export async function updateProfile(
  query: Kysely<AuthTables>,
  id: UserId,
  changes: { readonly name?: string; readonly locale?: User['locale'] },
): Promise<StoredUser | undefined> {
  const row = await query
    .updateTable('users')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toUser(row);
}

/**
 * The new address is proven by the link that was sent to it, locked, and nobody's.
 * @returns the version of the account after it
 */
export async function changeEmail(
  query: Kysely<AuthTables>,
  id: UserId,
  email: string,
): Promise<number | undefined> {
  const row = await query
    .updateTable('users')
    .set({ email, email_verified_at: sql<Date>`now()`, version: sql`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
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
  locale: User['locale'];
  roles: User['roles'];
  seller_id: string | null;
  seller_role: SellerRole | null;
  staff_role: StaffRole | null;
  credentials_epoch: number;
}): StoredUser {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified_at !== null,
    name: row.name,
    locale: row.locale,
    roles: row.roles,
    sellerId: row.seller_id,
    sellerRole: row.seller_role,
    staffRole: row.staff_role,
    credentialsEpoch: row.credentials_epoch,
  };
}
