import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { ACCESS_TOKEN_SECONDS, type AccessTokenSigner } from './access-token-signer.ts';
import { issueRefreshToken } from './db/refresh-token-repository.ts';
import type { AuthTables } from './db/tables.ts';
import type { StoredUser } from './db/user-repository.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface SessionDependencies {
  readonly database: Database<AuthTables>;
  readonly signer: AccessTokenSigner;
  readonly cookie: SessionCookie;
}

/** Sets the cookie and makes the body of a fresh or refreshed session. */
export async function openSession(
  { database, signer, cookie }: SessionDependencies,
  reply: FastifyReply,
  user: StoredUser,
  {
    familyId = uuidv7(),
    audience = 'store',
    issuedAt = Date.now(),
  }: { familyId?: string; audience?: Audience; issuedAt?: number } = {},
): Promise<Session> {
  cookie.write(reply, await issueRefreshToken(database.query, user.id, familyId));
  const accessToken = await signer.sign(user, { audience, sessionId: familyId, amr: ['pwd'], issuedAt });
  return { user, accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
}
