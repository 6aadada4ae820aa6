import type { AccountDependencies } from '../account-dependencies.ts';
import { findRegistrationOfBrowser, type Registration } from '../db/registration-repository.ts';
import { RegistrationOver } from '../domain/account.errors.ts';
import { mailRegistration } from '../register/mail-registration.ts';

export const RESEND_REGISTRATION_ERRORS = [RegistrationOver] as const;

/** Another mail; the code and the link of the one before are void. @throws auth.registration-over */
export async function resendRegistration(
  dependencies: AccountDependencies,
  browserSecret: string | undefined,
): Promise<Registration> {
  return dependencies.database.transaction(async (unit) => {
    const registration = await findRegistrationOfBrowser(unit.query, browserSecret);
    if (!registration) throw RegistrationOver();
    await mailRegistration(unit, dependencies, registration);
    return registration;
  });
}
