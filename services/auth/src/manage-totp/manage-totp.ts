import { randomBytes } from 'node:crypto';
import type { DisableTotpBody, TotpEnrolment } from '@haat/contracts/http/factors.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { AccountSource } from '../account-source.ts';
import { endOpenLogIns } from '../db/login-challenge-repository.ts';
import { deleteRecoveryCodes, replaceRecoveryCodes } from '../db/recovery-code-repository.ts';
import { endOtherSessions, strengthenSession } from '../db/session-repository.ts';
import { deleteTotp, findTotpSince, insertTotpSecret, useTotpCode } from '../db/totp-repository.ts';
import { hasPassword } from '../db/user-repository.ts';
import { lockWaysIn, requireProvenAddress, requireRecentAuthentication } from '../db/ways-in-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import {
  AuthenticatorUnreadable,
  CodeRefused,
  EmailUnproven,
  Reauthenticate,
  TotpOff,
  TotpOn,
} from '../domain/factor.errors.ts';
import { enrolmentOf } from '../domain/totp.ts';
import type { SessionDependencies } from '../open-session.ts';
import { proveCode, takeCodeGuess } from '../prove-code.ts';
import { PROVE_PASSWORD_ERRORS, provePassword } from '../prove-password.ts';
import type { Seal } from '../seal.ts';
import { tellOwner } from '../tell-owner.ts';

export const BEGIN_TOTP_ERRORS = [Reauthenticate, EmailUnproven, TotpOn] as const;
export const CONFIRM_TOTP_ERRORS = [
  Reauthenticate,
  TotpOn,
  CodeRefused,
  AuthenticatorUnreadable,
  SessionEnded,
] as const;
export const DISABLE_TOTP_ERRORS = [
  Reauthenticate,
  TotpOff,
  ...PROVE_PASSWORD_ERRORS,
  CodeRefused,
  AuthenticatorUnreadable,
] as const;
export const RENEW_CODES_ERRORS = [Reauthenticate, TotpOff, SessionEnded] as const;

export interface TotpDependencies extends Pick<SessionDependencies, 'database' | 'mails'> {
  readonly seal: Seal;
}

const SECRET_BYTES = 20;

/**
 * A secret for an authenticator app. Nothing is asked for at the log-in until a code has confirmed it.
 * @throws auth.reauthenticate, auth.email-unproven, auth.totp-on
 */
export async function beginTotp(
  { database: { query }, seal }: TotpDependencies,
  actor: UserActor,
): Promise<TotpEnrolment> {
  await requireRecentAuthentication(query, actor);
  await requireProvenAddress(query, actor);
  const secret = randomBytes(SECRET_BYTES);
  if (!(await insertTotpSecret(query, seal, actor.userId, secret))) throw TotpOn();
  return enrolmentOf(secret, 'Haat', actor.email);
}

/**
 * From here on a log-in by password needs a code. Sessions that were opened without one end; this one has just given one.
 * @returns the recovery codes, this once
 * @throws auth.reauthenticate, auth.totp-on, auth.code-refused, auth.authenticator-unreadable, auth.session-ended
 */
export async function confirmTotp(
  dependencies: TotpDependencies,
  actor: UserActor,
  code: string,
  source: AccountSource,
): Promise<string[]> {
  const { database, seal } = dependencies;
  await requireRecentAuthentication(database.query, actor);
  return database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    if (await findTotpSince(unit.query, user.id)) throw TotpOn();
    if (!(await useTotpCode(unit.query, seal, user.id, code, 'open'))) throw CodeRefused();
    await strengthenSession(unit.query, actor, ['otp', 'mfa']);
    await endOtherSessions(unit.query, user.id, actor.sessionId);
    await endOpenLogIns(unit.query, user.id);
    await tellOwner(unit, dependencies, user, 'totp-enabled', source);
    return replaceRecoveryCodes(unit.query, user.id);
  });
}

/**
 * Back to one step. Takes the password, where there is one, and a code: what a stolen session does not have.
 * @throws auth.reauthenticate, auth.totp-off, auth.wrong-password, auth.code-refused, auth.authenticator-unreadable,
 * auth.too-many-attempts, auth.busy, auth.session-ended
 */
export async function disableTotp(
  dependencies: TotpDependencies,
  actor: UserActor,
  { password = '', code }: DisableTotpBody,
  source: AccountSource,
): Promise<void> {
  const { database, seal } = dependencies;
  const { userId } = actor;
  await requireRecentAuthentication(database.query, actor);
  if (!(await findTotpSince(database.query, userId))) throw TotpOff();
  if (await hasPassword(database.query, userId)) await provePassword(database, userId, password);
  const method = /^\d{6}$/.test(code) ? 'totp' : 'recovery-code';
  await takeCodeGuess(database, seal, userId, method);
  await database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    if (!(await proveCode(unit, seal, userId, method, code))) throw CodeRefused();
    await deleteTotp(unit.query, userId);
    await deleteRecoveryCodes(unit.query, userId);
    await endOpenLogIns(unit.query, userId);
    await tellOwner(unit, dependencies, user, 'totp-disabled', source);
  });
}

/**
 * Ten new ones; those of before are good no more.
 * @throws auth.reauthenticate, auth.totp-off, auth.session-ended
 */
export async function renewRecoveryCodes(
  dependencies: Pick<TotpDependencies, 'database' | 'mails'>,
  actor: UserActor,
  source: AccountSource,
): Promise<string[]> {
  const { database } = dependencies;
  await requireRecentAuthentication(database.query, actor);
  return database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    if (!(await findTotpSince(unit.query, user.id))) throw TotpOff();
    await tellOwner(unit, dependencies, user, 'recovery-codes-made', source);
    return replaceRecoveryCodes(unit.query, user.id);
  });
}
