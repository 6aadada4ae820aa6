import type { LoginBody } from '@haat/contracts/http/auth.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserWithHash, holdUser, type StoredUser } from '../db/user-repository.ts';
import { WrongCredentials } from '../domain/account.errors.ts';
import { checkPassword } from '../domain/password.ts';
import { AccountDisabled } from '../domain/people.errors.ts';

export const LOG_IN_ERRORS = [WrongCredentials, AccountDisabled] as const;

/** @throws auth.wrong-credentials, the same for an unknown address and a wrong password; auth.account-disabled */
export async function logIn(
  database: Database<AuthTables>,
  body: LoginBody,
): Promise<{ user: StoredUser; issuedAt: number }> {
  const found = await findUserWithHash(database.query, body.email);
  const matches = await checkPassword(found?.passwordHash, body.password);
  if (!found || !matches) throw WrongCredentials();
  return database.transaction(async (unit) => {
    const user = await holdUser(unit.query, found.user.id);
    if (!user) throw WrongCredentials();
    return { user, issuedAt: Date.now() };
  });
}
