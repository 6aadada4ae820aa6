import type { ChangeEmailBody } from '@haat/contracts/http/auth.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { issueLink } from '../db/link-repository.ts';
import { requestMail, takeMailAllowance } from '../db/mail-request-repository.ts';
import { EmailUnchanged, TooManyMails } from '../domain/account.errors.ts';
import { PROVE_PASSWORD_ERRORS, provePassword } from '../prove-password.ts';

export const REQUEST_EMAIL_CHANGE_ERRORS = [...PROVE_PASSWORD_ERRORS, EmailUnchanged, TooManyMails] as const;

/**
 * The address changes when the link that is sent to the new one is followed. Whether the new one has an account is not
 * looked at here: the mail tells its owner. The old one gets a notice.
 * @throws auth.wrong-password, auth.email-unchanged, auth.too-many-mails, auth.too-many-attempts, auth.busy
 */
export async function requestEmailChange(
  { database, secrets, mails }: AccountDependencies,
  { userId }: UserActor,
  { email, password }: ChangeEmailBody,
): Promise<void> {
  const { user } = await provePassword(database, userId, password);
  if (user.email.toLowerCase() === email.toLowerCase()) throw EmailUnchanged();
  await database.transaction(async (unit) => {
    // By who asks, too: else one account could write to any number of addresses.
    const allowed = [
      await takeMailAllowance(unit.query, `email-change:${userId}`),
      await takeMailAllowance(unit.query, email),
    ];
    if (allowed.includes(false)) throw TooManyMails();
    const linkNonce = await issueLink(unit.query, secrets, {
      purpose: 'email-change',
      subjectId: userId,
      email,
    });
    await requestMail(unit.query, { kind: 'email-change', recipient: email, linkNonce });
    const details = { name: user.name, at: new Date().toISOString() };
    await requestMail(unit.query, { kind: 'email-change-asked', recipient: user.email, details });
    unit.afterCommit(() => mails.runOnce());
  });
}
