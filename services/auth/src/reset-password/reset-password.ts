import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { ResetPasswordBody } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import type { AccountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { forgetGuesses } from '../db/guess-repository.ts';
import { findLink, useLinkUp, voidLinksOf } from '../db/link-repository.ts';
import { requestMail } from '../db/mail-request-repository.ts';
import { endAllSessions } from '../db/session-repository.ts';
import { markEmailVerified, setPassword } from '../db/user-repository.ts';
import {
  LinkInvalid,
  PasswordCommon,
  PasswordContainsAddress,
  PasswordQueueFull,
} from '../domain/account.errors.ts';
import { refuseWeakPassword } from '../domain/password-rules.ts';
import { hashPassword } from '../passwords/password.ts';

export const RESET_PASSWORD_ERRORS = [
  LinkInvalid,
  PasswordCommon,
  PasswordContainsAddress,
  PasswordQueueFull,
] as const;

/**
 * Sets the password by the link of a mail. Every session ends, wherever it is, and the way in is open again to whoever
 * was kept out by guesses. It does not log in: what the account asks for beside the password is asked for then.
 * @throws auth.link-invalid, auth.password-common, auth.password-contains-address
 */
export async function resetPassword(
  { database, mails }: Pick<AccountDependencies, 'database' | 'mails'>,
  { token, password }: ResetPasswordBody,
  source: AccountSource,
): Promise<void> {
  const link = await findLink(database.query, 'password-reset', token);
  if (!link) throw LinkInvalid();
  await refuseWeakPassword(password, link.email);
  const passwordHash = await hashPassword(password);
  const userId = link.subjectId as UserId;
  await database.transaction(async (unit) => {
    if (!(await useLinkUp(unit.query, link))) throw LinkInvalid();
    const user = await setPassword(unit.query, userId, passwordHash);
    // The address may have been changed meanwhile: whoever reads the old one has no say any more.
    if (!user || user.email.toLowerCase() !== link.email.toLowerCase()) throw LinkInvalid();
    await endAllSessions(unit.query, userId);
    await voidLinksOf(unit.query, userId, ['email-change']);
    await forgetGuesses(unit.query, { kind: 'address', address: user.email });
    const version = await markEmailVerified(unit.query, userId, user.email);
    if (version !== undefined) unit.emit(EmailVerified, { userId, email: user.email }, version);
    await recordAccountEvent(unit, userId, 'password-reset', source);
    const details = { name: user.name, at: new Date().toISOString() };
    await requestMail(unit.query, { kind: 'password-reset-done', recipient: user.email, details });
    unit.afterCommit(() => mails.runOnce());
  });
}
