import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { Role } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { v7 as uuidv7 } from 'uuid';
import { closeRegistrations, lockAddress } from './db/registration-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { insertUser, type StoredUser } from './db/user-repository.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: Role[];
}

/**
 * An account whose address is proven, with its events.
 * @returns undefined when the address is taken
 */
export async function createAccount(
  unit: UnitOfWork<AuthTables>,
  account: NewAccount,
): Promise<StoredUser | undefined> {
  await lockAddress(unit.query, account.email);
  const id = uuidv7() as UserId;
  const user = await insertUser(unit.query, { ...account, id, emailVerified: true });
  if (!user) return undefined;
  await closeRegistrations(unit.query, user.email);
  unit.emit(UserRegistered, { userId: id, email: user.email, name: user.name }, 1);
  unit.emit(EmailVerified, { userId: id, email: user.email }, 1);
  return user;
}
