import type { AccountDependencies } from '../account-dependencies.ts';
import type { SessionSource } from '../account-source.ts';
import { openAccount } from '../create-account.ts';
import { takeAttempt, useLinkUp } from '../db/link-repository.ts';
import { findRegistrationOfBrowser, lockAddress } from '../db/registration-repository.ts';
import { EmailTaken, RegistrationOver, WrongCode } from '../domain/account.errors.ts';
import { IdentityTaken } from '../domain/factor.errors.ts';
import type { IssuedSession } from '../start-session.ts';

export const CONFIRM_REGISTRATION_ERRORS = [RegistrationOver, WrongCode, EmailTaken, IdentityTaken] as const;

/**
 * The code of the mail, typed where the registration began: the account is there.
 * @throws auth.registration-over; auth.code-wrong, also when the code ran out or was tried too often;
 * auth.email-taken to those who proved that the address is theirs; auth.identity-taken
 */
export async function confirmRegistration(
  dependencies: AccountDependencies,
  browserSecret: string | undefined,
  code: string,
  source: SessionSource,
): Promise<IssuedSession> {
  const { database, secrets } = dependencies;
  // A wrong code is not thrown within: the attempt counts.
  const outcome = await database.transaction(async (unit) => {
    const registration = await findRegistrationOfBrowser(unit.query, browserSecret);
    if (!registration) return RegistrationOver();
    await lockAddress(unit.query, registration.email);
    const link = await takeAttempt(unit.query, 'registration', registration.id);
    if (!link || !secrets.isCode(link, code)) return WrongCode();
    await useLinkUp(unit.query, link);
    return (await openAccount(unit, dependencies, registration, source)) ?? EmailTaken();
  });
  if (outcome instanceof Error) throw outcome;
  return outcome;
}
