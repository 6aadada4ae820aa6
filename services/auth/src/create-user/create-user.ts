import type { RegisterBody, Role } from '@haat/contracts/http/auth.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { createAccount } from '../create-account.ts';
import type { AuthTables } from '../db/tables.ts';
import type { StoredUser } from '../db/user-repository.ts';
import { EmailTaken } from '../domain/account.errors.ts';
import { hashPassword } from '../passwords/password.ts';

export const CREATE_USER_ERRORS = [EmailTaken] as const;

/** Whoever asks for it answers for the address. @throws auth.email-taken */
export async function createUser(
  database: Database<AuthTables>,
  { email, name, password }: RegisterBody,
  roles: Role[],
): Promise<StoredUser> {
  const passwordHash = await hashPassword(password);
  return database.transaction(async (unit) => {
    const user = await createAccount(unit, { email, name: name.trim(), passwordHash, roles });
    if (!user) throw EmailTaken();
    return user;
  });
}
