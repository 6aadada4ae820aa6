import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { Database, UnitOfWork } from '@haat/platform/db/database.ts';
import { clientAddress } from '@haat/platform/http/client-address.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { ACCESS_TOKEN_SECONDS, type AccessTokenSigner } from './access-token-signer.ts';
import { requestMail, takeMailAllowance } from './db/mail-request-repository.ts';
import { issueRefreshToken } from './db/refresh-token-repository.ts';
import { hadSessions, insertSession, type Place, touchSession } from './db/session-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { holdUser, type StoredUser } from './db/user-repository.ts';
import { SessionEnded } from './domain/account.errors.ts';
import type { KnownDevices } from './known-device.ts';
import { coarseNetworkOf, deviceOf } from './place.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface SessionDependencies {
  readonly database: Database<AuthTables>;
  readonly signer: AccessTokenSigner;
  readonly cookie: SessionCookie;
  readonly devices: KnownDevices;
  /** Hands mails over; woken after each commit that asks for one. */
  readonly mails: Job;
}

/**
 * Sets the cookie and makes the body of a fresh or refreshed session.
 * @param user as read when the log-in was proven: what changed the credentials since then ends it
 * @param options.familyId the session that goes on; a new one begins when not given
 * @throws auth.session-ended
 */
export async function openSession(
  { database, signer, cookie, devices, mails }: SessionDependencies,
  reply: FastifyReply,
  user: StoredUser,
  { familyId, audience = 'store' }: { familyId?: string; audience?: Audience } = {},
): Promise<Session> {
  const sessionId = familyId ?? uuidv7();
  const place: Place = {
    device: deviceOf(reply.request.headers['user-agent']),
    network: coarseNetworkOf(clientAddress(reply.request)),
  };
  const known = devices.find(reply.request, user.id) !== undefined;
  const opened = await database.transaction(async (unit) => {
    const held = await holdUser(unit.query, user.id);
    if (held?.credentialsEpoch !== user.credentialsEpoch) throw SessionEnded();
    const session = { ...place, id: sessionId, userId: held.id };
    if (familyId === undefined) {
      if (!known) await tellOfNewDevice(unit, held, place, mails);
      await insertSession(unit.query, session);
    } else if (!(await touchSession(unit.query, session))) throw SessionEnded();
    const token = await issueRefreshToken(unit.query, held.id, sessionId);
    // Taken while the user is held: a role that changes after it is revoked after it, too.
    return { held, token, issuedAt: Date.now() };
  });
  cookie.write(reply, opened.token);
  if (familyId === undefined) devices.remember(reply, user.id);
  const { held, issuedAt } = opened;
  const accessToken = await signer.sign(held, { audience, sessionId, amr: ['pwd'], issuedAt });
  return { user: held, accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
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
