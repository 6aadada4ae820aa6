import type { UserId } from '@haat/contracts/ids.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { issueLink } from '../db/link-repository.ts';
import { requestMail, takeMailAllowance } from '../db/mail-request-repository.ts';
import { findUserById } from '../db/user-repository.ts';
import { SessionEnded, TooManyMails } from '../domain/account.errors.ts';

export const REQUEST_EMAIL_VERIFICATION_ERRORS = [SessionEnded, TooManyMails] as const;

/** For accounts whose address nobody has proven; others get no mail. @throws auth.too-many-mails */
export async function requestEmailVerification(
  { database, secrets, mails }: AccountDependencies,
  userId: UserId,
): Promise<void> {
  await database.transaction(async (unit) => {
    const user = await findUserById(unit.query, userId);
    if (!user) throw SessionEnded();
    if (user.emailVerified) return;
    const { email } = user;
    if (!(await takeMailAllowance(unit.query, email))) throw TooManyMails();
    const linkNonce = await issueLink(unit.query, secrets, {
      purpose: 'email-verification',
      subjectId: userId,
      email,
    });
    await requestMail(unit.query, { kind: 'email-verification', recipient: email, linkNonce });
    unit.afterCommit(() => mails.runOnce());
  });
}
