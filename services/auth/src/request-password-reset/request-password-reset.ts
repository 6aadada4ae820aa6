import type { AccountDependencies } from '../account-dependencies.ts';
import { requestMail, takeMailAllowance } from '../db/mail-request-repository.ts';

/**
 * Nothing here looks whether there is an account: the job that hands the mail over does, and makes the link then. Past
 * the address' share of mails nothing is sent, and nothing is said either.
 */
export async function requestPasswordReset(
  { database, mails }: Pick<AccountDependencies, 'database' | 'mails'>,
  email: string,
): Promise<void> {
  await database.transaction(async (unit) => {
    if (!(await takeMailAllowance(unit.query, email))) return;
    await requestMail(unit.query, { kind: 'password-reset', recipient: email });
    unit.afterCommit(() => mails.runOnce());
  });
}
