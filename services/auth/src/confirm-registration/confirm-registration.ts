import type { AccountDependencies } from '../account-dependencies.ts';
import { createAccount } from '../create-account.ts';
import { takeAttempt, useLinkUp } from '../db/link-repository.ts';
import { findRegistrationOfBrowser, lockAddress } from '../db/registration-repository.ts';
import type { StoredUser } from '../db/user-repository.ts';
import { EmailTaken, RegistrationOver, WrongCode } from '../domain/account.errors.ts';

export const CONFIRM_REGISTRATION_ERRORS = [RegistrationOver, WrongCode, EmailTaken] as const;

/**
 * The code of the mail, typed where the registration began: the account is there.
 * @throws auth.registration-over; auth.code-wrong, also when the code ran out or was tried too often;
 * auth.email-taken to those who proved that the address is theirs
 */
export async function confirmRegistration(
  { database, secrets }: AccountDependencies,
  browserSecret: string | undefined,
  code: string,
): Promise<StoredUser> {
  // Nothing is thrown within: the attempt counts whatever comes of it.
  const outcome = await database.transaction(async (unit) => {
    const registration = await findRegistrationOfBrowser(unit.query, browserSecret);
    if (!registration) return RegistrationOver();
    await lockAddress(unit.query, registration.email);
    const link = await takeAttempt(unit.query, 'registration', registration.id);
    if (!link || !secrets.isCode(link, code)) return WrongCode();
    await useLinkUp(unit.query, link);
    return (await createAccount(unit, { ...registration, roles: ['customer'] })) ?? EmailTaken();
  });
  if (outcome instanceof Error) throw outcome;
  return outcome;
}
