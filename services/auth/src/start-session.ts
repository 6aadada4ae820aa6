import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { SessionSource } from './account-source.ts';
import { recordAccountEvent } from './db/account-event-repository.ts';
import { requestMail, takeMailAllowance } from './db/mail-request-repository.ts';
import { issueRefreshToken } from './db/refresh-token-repository.ts';
import { hadSessions, insertSession, type Place } from './db/session-repository.ts';
import type { AuthTables } from './db/tables.ts';
import type { StoredUser } from './db/user-repository.ts';

/** A session as its first or next refresh token makes it. */
export interface IssuedSession {
  readonly user: StoredUser;
  readonly sessionId: string;
  readonly isNew: boolean;
  readonly refreshToken: string;
  /** How the user proved who they are (RFC 8176). */
  readonly amr: readonly string[];
  /** Milliseconds; taken while the user is held: a role that changes after it is revoked after it, too. */
  readonly issuedAt: number;
}

/**
 * A log-in is through: its session begins in the transaction that proves it.
 * @param user held
 */
export async function startSession(
  unit: UnitOfWork<AuthTables>,
  { mails }: { readonly mails: Job },
  user: StoredUser,
  amr: readonly string[],
  source: SessionSource,
  event: 'logged-in' | 'registered' = 'logged-in',
): Promise<IssuedSession> {
  const sessionId = uuidv7();
  const { device, network } = source;
  if (!source.knownDevice(user.id)) await tellOfNewDevice(unit, user, { device, network }, mails);
  await insertSession(unit.query, { id: sessionId, userId: user.id, device, network, amr });
  await recordAccountEvent(unit, user.id, event, { ...source, sessionId }, amr.join(' '));
  const refreshToken = await issueRefreshToken(unit.query, user.id, sessionId);
  return { user, sessionId, isNew: true, refreshToken, amr, issuedAt: Date.now() };
}

/** The first log-in of an account is no news. */
async function tellOfNewDevice(
  unit: UnitOfWork<AuthTables>,
  { id, email, name }: StoredUser,
  place: Place,
  mails: Job,
): Promise<void> {
  if (!(await hadSessions(unit.query, id))) return;
  if (!(await takeMailAllowance(unit.query, `new-device:${id}`))) return;
  const details = { name, ...place, at: new Date().toISOString() };
  await requestMail(unit.query, { kind: 'new-device', recipient: email, details });
  unit.afterCommit(() => mails.runOnce());
}
