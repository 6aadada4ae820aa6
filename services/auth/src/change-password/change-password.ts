import type { ChangePasswordBody } from '@haat/contracts/http/auth.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import type { AccountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { voidLinksOf } from '../db/link-repository.ts';
import { requestMail } from '../db/mail-request-repository.ts';
import { endOtherSessions } from '../db/session-repository.ts';
import { setPassword } from '../db/user-repository.ts';
import { PasswordCommon, PasswordContainsAddress, WrongPassword } from '../domain/account.errors.ts';
import { refuseWeakPassword } from '../domain/password-rules.ts';
import { hashPassword } from '../passwords/password.ts';
import { PROVE_PASSWORD_ERRORS, provePassword } from '../prove-password.ts';

export const CHANGE_PASSWORD_ERRORS = [
  ...PROVE_PASSWORD_ERRORS,
  PasswordCommon,
  PasswordContainsAddress,
] as const;

/**
 * The session that asks goes on, every other one ends.
 * @throws auth.wrong-password, auth.password-common, auth.password-contains-address, auth.too-many-attempts, auth.busy
 */
export async function changePassword(
  { database, mails }: Pick<AccountDependencies, 'database' | 'mails'>,
  { userId, sessionId }: UserActor,
  { currentPassword, newPassword }: ChangePasswordBody,
  source: AccountSource,
): Promise<void> {
  const { user, passwordHash } = await provePassword(database, userId, currentPassword);
  await refuseWeakPassword(newPassword, user.email);
  const newHash = await hashPassword(newPassword);
  await database.transaction(async (unit) => {
    // Of two changes at once the second was proven by what holds no more.
    if (!(await setPassword(unit.query, userId, newHash, passwordHash))) throw WrongPassword();
    await endOtherSessions(unit.query, userId, sessionId);
    // A reset that somebody asked for, and a change of the address that the password before was good for.
    await voidLinksOf(unit.query, userId, ['password-reset', 'email-change']);
    await recordAccountEvent(unit, userId, 'password-changed', source);
    const details = { name: user.name, at: new Date().toISOString() };
    await requestMail(unit.query, { kind: 'password-changed', recipient: user.email, details });
    unit.afterCommit(() => mails.runOnce());
  });
}
