import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import type { AccountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { findLink, useLinkUp, voidLinksOf } from '../db/link-repository.ts';
import { requestMail } from '../db/mail-request-repository.ts';
import { closeRegistrations, lockAddress } from '../db/registration-repository.ts';
import { revoke } from '../db/revocation-repository.ts';
import { changeEmail, findUserByEmail, findUserById } from '../db/user-repository.ts';
import { EmailTaken, LinkInvalid } from '../domain/account.errors.ts';

export const CONFIRM_EMAIL_CHANGE_ERRORS = [LinkInvalid, EmailTaken] as const;

/**
 * Whoever has the link reads the new address. Sessions go on; tokens that name the old address are refused, and a
 * refresh gives one that names the new one.
 * @throws auth.link-invalid; auth.email-taken to those who proved that the address is theirs
 */
export async function confirmEmailChange(
  { database, mails }: Pick<AccountDependencies, 'database' | 'mails'>,
  token: string,
  source: AccountSource,
): Promise<void> {
  await database.transaction(async (unit) => {
    const link = await findLink(unit.query, 'email-change', token);
    if (!link) throw LinkInvalid();
    await lockAddress(unit.query, link.email);
    if (!(await useLinkUp(unit.query, link))) throw LinkInvalid();
    const userId = link.subjectId as UserId;
    const before = await findUserById(unit.query, userId);
    const holder = await findUserByEmail(unit.query, link.email);
    if (holder && holder.id !== userId) throw EmailTaken();
    const version = await changeEmail(unit.query, userId, link.email);
    if (!before || version === undefined) throw LinkInvalid();
    // Links that were sent to the old address.
    await voidLinksOf(unit.query, userId, ['password-reset', 'email-verification']);
    await closeRegistrations(unit.query, link.email);
    await revoke(unit.query, 'user', userId);
    unit.emit(EmailVerified, { userId, email: link.email }, version);
    await recordAccountEvent(unit, userId, 'email-changed', source);
    const details = { name: before.name, at: new Date().toISOString() };
    await requestMail(unit.query, { kind: 'email-changed', recipient: before.email, details });
    unit.afterCommit(() => mails.runOnce());
  });
}
