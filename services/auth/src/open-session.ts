import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { FastifyReply } from 'fastify';
import { ACCESS_TOKEN_SECONDS, type AccessTokenSigner } from './access-token-signer.ts';
import type { AuthTables } from './db/tables.ts';
import type { KnownDevices } from './known-device.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { IssuedSession } from './start-session.ts';

export interface SessionDependencies {
  readonly database: Database<AuthTables>;
  readonly signer: AccessTokenSigner;
  readonly cookie: SessionCookie;
  readonly devices: KnownDevices;
  /** Hands mails over; woken after each commit that asks for one. */
  readonly mails: Job;
}

/** Sets the cookies and makes the body of a fresh or refreshed session. */
export async function openSession(
  { signer, cookie, devices }: Pick<SessionDependencies, 'signer' | 'cookie' | 'devices'>,
  reply: FastifyReply,
  { user, sessionId, isNew, refreshToken, amr, issuedAt }: IssuedSession,
  audience: Audience = 'store',
): Promise<Session> {
  cookie.write(reply, refreshToken);
  if (isNew) devices.remember(reply, user.id);
  const accessToken = await signer.sign(user, { audience, sessionId, amr, issuedAt });
  return { user, accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
}
