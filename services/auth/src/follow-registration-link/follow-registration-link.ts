import type { RegistrationLinkBody } from '@haat/contracts/http/auth.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import type { SessionSource } from '../account-source.ts';
import { openAccount } from '../create-account.ts';
import { findLink, takeAttempt, useLinkUp } from '../db/link-repository.ts';
import { findRegistration, findRegistrationOfBrowser, lockAddress } from '../db/registration-repository.ts';
import {
  EmailTaken,
  LinkInvalid,
  PasswordNeeded,
  PasswordQueueFull,
  WrongCredentials,
} from '../domain/account.errors.ts';
import { IdentityTaken } from '../domain/factor.errors.ts';
import { checkPassword } from '../passwords/password.ts';
import type { IssuedSession } from '../start-session.ts';

export const FOLLOW_REGISTRATION_LINK_ERRORS = [
  LinkInvalid,
  PasswordNeeded,
  WrongCredentials,
  EmailTaken,
  PasswordQueueFull,
  IdentityTaken,
] as const;

/**
 * The link of the mail. In the browser that registered it is enough. In another one the password is asked for: else
 * whoever fills in the form with somebody else's address would have that person finish an account whose password they
 * do not know, and somebody else does.
 * @throws auth.link-invalid, auth.password-needed, auth.wrong-credentials, auth.email-taken, auth.identity-taken
 */
export async function followRegistrationLink(
  dependencies: AccountDependencies,
  browserSecret: string | undefined,
  { token, password }: RegistrationLinkBody,
  source: SessionSource,
): Promise<IssuedSession> {
  const { database } = dependencies;
  const link = await findLink(database.query, 'registration', token);
  const registration = link && (await findRegistration(database.query, link.subjectId));
  if (!link || !registration) throw LinkInvalid();
  const own = await findRegistrationOfBrowser(database.query, browserSecret);
  if (own?.id !== registration.id) {
    if (password === undefined) throw PasswordNeeded();
    if (!(await takeAttempt(database.query, 'registration', registration.id))) throw LinkInvalid();
    if (!(await checkPassword(registration.passwordHash ?? undefined, password))) throw WrongCredentials();
  }
  return database.transaction(async (unit) => {
    await lockAddress(unit.query, registration.email);
    if (!(await useLinkUp(unit.query, link))) throw LinkInvalid();
    const session = await openAccount(unit, dependencies, registration, source);
    if (!session) throw EmailTaken();
    return session;
  });
}
