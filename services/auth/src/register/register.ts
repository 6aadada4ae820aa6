import type { RegisterBody } from '@haat/contracts/http/auth.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { insertRegistration, type Registration } from '../db/registration-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { PasswordCommon, PasswordContainsAddress, PasswordQueueFull } from '../domain/account.errors.ts';
import { refuseWeakPassword } from '../domain/password-rules.ts';
import { newSecret } from '../new-secret.ts';
import { hashPassword } from '../passwords/password.ts';
import { mailRegistration } from './mail-registration.ts';

export const REGISTER_ERRORS = [PasswordCommon, PasswordContainsAddress, PasswordQueueFull] as const;

/**
 * Begins an account; it is there once the address is proven. Nothing here looks whether the address has one already: the
 * same statements, the same work and the same answer (ADR 0022).
 * @throws auth.password-common, auth.password-contains-address, auth.busy
 */
export async function register(
  dependencies: AccountDependencies,
  { email, name, password }: RegisterBody,
): Promise<{ registration: Registration; browserSecret: string }> {
  await refuseWeakPassword(password, email);
  const passwordHash = await hashPassword(password);
  return dependencies.database.transaction((unit) =>
    beginRegistration(unit, dependencies, { email, name: name.trim(), passwordHash, identity: null }),
  );
}

/** @returns it, and what the browser is to keep */
export async function beginRegistration(
  unit: UnitOfWork<AuthTables>,
  dependencies: Pick<AccountDependencies, 'secrets' | 'mails'>,
  account: Omit<Registration, 'id' | 'expiresAt'>,
): Promise<{ registration: Registration; browserSecret: string }> {
  const browserSecret = newSecret();
  const registration = await insertRegistration(unit.query, { ...account, id: uuidv7(), browserSecret });
  await mailRegistration(unit, dependencies, registration);
  return { registration, browserSecret };
}
