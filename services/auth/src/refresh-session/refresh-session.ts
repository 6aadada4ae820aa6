import type { Audience } from '@haat/contracts/http/auth.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { requestMail } from '../db/mail-request-repository.ts';
import { findTokenOwner, issueRefreshToken, useRefreshToken } from '../db/refresh-token-repository.ts';
import { endSession, lockSession, touchSession } from '../db/session-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { holdUser, type StoredUser } from '../db/user-repository.ts';
import { AudienceRefused, SessionEnded } from '../domain/account.errors.ts';
import { isMultiFactor } from '../domain/authentication-methods.ts';
import { SecondFactorRequired } from '../domain/factor.errors.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import type { SessionDependencies } from '../open-session.ts';
import type { IssuedSession } from '../start-session.ts';

export const REFRESH_ERRORS = [SessionEnded, AudienceRefused, SecondFactorRequired, AccountDisabled] as const;

/** Whether the admin surface is closed to who proved themselves in one way only. */
export type StaffMfa = 'required' | 'optional';

/**
 * Uses a refresh token up. A token that comes a second time ends every session of its family: either the thief
 * or the owner has a stale one, and nobody can tell who. The owner is told by mail.
 * @returns undefined when the session is over
 * @throws auth.audience-refused, auth.second-factor-required, auth.account-disabled
 */
export async function refreshSession(
  {
    database,
    mails,
    staffMfa,
  }: Pick<SessionDependencies, 'database' | 'mails'> & { readonly staffMfa: StaffMfa },
  token: string | undefined,
  audience: Audience,
  source: AccountSource,
): Promise<IssuedSession | undefined> {
  if (!token) return undefined;
  return database.transaction(async (unit) => {
    const owner = await findTokenOwner(unit.query, token);
    const user = owner && (await holdUser(unit.query, owner.userId));
    if (!owner || !user) return undefined;
    await lockSession(unit.query, owner.familyId);
    const use = await useRefreshToken(unit.query, token);
    if (use.kind === 'reused') {
      await endStolenSession(unit, user, use.familyId, source);
      unit.afterCommit(() => mails.runOnce());
    }
    if (use.kind !== 'good') return undefined;
    const { familyId: sessionId } = use;
    const { device, network } = source;
    const amr = await touchSession(unit.query, { id: sessionId, userId: user.id, device, network });
    if (!amr) return undefined;
    // Thrown within the transaction: the token is not used up, the session goes on.
    if (!mayUse(user, audience)) throw AudienceRefused();
    if (audience === 'admin' && staffMfa === 'required' && !isMultiFactor(amr)) throw SecondFactorRequired();
    const refreshToken = await issueRefreshToken(unit.query, user.id, sessionId);
    return { user, sessionId, isNew: false, refreshToken, amr, issuedAt: Date.now() };
  });
}

async function endStolenSession(
  unit: UnitOfWork<AuthTables>,
  user: StoredUser,
  sessionId: string,
  source: AccountSource,
): Promise<void> {
  const place = await endSession(unit.query, user.id, sessionId);
  await recordAccountEvent(unit, user.id, 'session-reused', { ...source, sessionId });
  const details = { name: user.name, device: place?.device ?? '', at: new Date().toISOString() };
  await requestMail(unit.query, { kind: 'session-ended', recipient: user.email, details });
}

/** A surface is for those who have a role there. */
function mayUse(user: StoredUser, audience: Audience): boolean {
  switch (audience) {
    case 'store':
      return true;
    case 'seller':
      return user.sellerRole !== null;
    case 'admin':
      return user.staffRole !== null;
  }
}
