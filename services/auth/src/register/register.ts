import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { RegisterBody, Role } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { v7 as uuidv7 } from 'uuid';
import type { AuthTables } from '../db/tables.ts';
import { insertUser, type StoredUser } from '../db/user-repository.ts';
import { EmailTaken } from '../domain/account.errors.ts';
import { hashPassword } from '../domain/password.ts';

export const REGISTER_ERRORS = [EmailTaken] as const;

/** @throws auth.email-taken */
export async function register(
  database: Database<AuthTables>,
  body: RegisterBody,
  roles: Role[] = ['customer'],
): Promise<StoredUser> {
  const passwordHash = await hashPassword(body.password);
  return database.transaction(async (unit) => {
    const id = uuidv7() as UserId;
    const name = body.name.trim();
    const user = await insertUser(unit.query, { id, email: body.email, name, passwordHash, roles });
    if (!user) throw EmailTaken();
    unit.emit(UserRegistered, { userId: id, email: user.email, name }, 1);
    return user;
  });
}
