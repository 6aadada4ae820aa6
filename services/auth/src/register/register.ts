import { randomBytes } from 'node:crypto';
import type { RegisterBody } from '@haat/contracts/http/auth.ts';
import { v7 as uuidv7 } from 'uuid';
import type { AccountDependencies } from '../account-dependencies.ts';
import { insertRegistration, type Registration } from '../db/registration-repository.ts';
import { PasswordCommon, PasswordContainsAddress, PasswordQueueFull } from '../domain/account.errors.ts';
import { hashPassword } from '../domain/password.ts';
import { refuseWeakPassword } from '../domain/password-rules.ts';
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
  const browserSecret = randomBytes(32).toString('base64url');
  const registration = await dependencies.database.transaction(async (unit) => {
    const begun = await insertRegistration(unit.query, {
      id: uuidv7(),
      browserSecret,
      email,
      name: name.trim(),
      passwordHash,
    });
    await mailRegistration(unit, dependencies, begun);
    return begun;
  });
  return { registration, browserSecret };
}
