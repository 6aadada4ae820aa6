import type { LogInChallenge } from '@haat/contracts/http/factors.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { SessionSource } from './account-source.ts';
import {
  CHALLENGE_SECONDS,
  insertLogInChallenge,
  type LogInProof,
  useLogInChallenge,
} from './db/login-challenge-repository.ts';
import { listPasskeys } from './db/passkey-repository.ts';
import { countRecoveryCodes } from './db/recovery-code-repository.ts';
import type { AuthTables } from './db/tables.ts';
import { findTotpSince } from './db/totp-repository.ts';
import { holdUser, type StoredUser } from './db/user-repository.ts';
import { SessionEnded } from './domain/account.errors.ts';
import { isMultiFactor } from './domain/authentication-methods.ts';
import { ChallengeOver } from './domain/factor.errors.ts';
import { attachIdentity } from './link-identity/link-identity.ts';
import type { SessionDependencies } from './open-session.ts';
import { type IssuedSession, startSession } from './start-session.ts';
import { tellOwner } from './tell-owner.ts';

/** What a right first step is answered with. */
export type LogInOutcome =
  | { readonly kind: 'session'; readonly session: IssuedSession }
  | { readonly kind: 'challenge'; readonly challenge: LogInChallenge };

/**
 * Held until the transaction ends: no second step is set up and no password changed meanwhile.
 * @param proven as read when the proof was given: what changed the credentials since then voids it
 * @throws auth.session-ended
 */
export async function holdProven(
  { query }: UnitOfWork<AuthTables>,
  proven: Pick<StoredUser, 'id' | 'credentialsEpoch'>,
): Promise<StoredUser> {
  const user = await holdUser(query, proven.id);
  if (user?.credentialsEpoch !== proven.credentialsEpoch) throw SessionEnded();
  return user;
}

/**
 * Somebody has proved in one way who they are. Where the account asks for a second step, that is all they learn.
 * @param user held
 * @throws auth.identity-taken
 */
export async function passFirstStep(
  unit: UnitOfWork<AuthTables>,
  dependencies: Pick<SessionDependencies, 'mails'>,
  user: StoredUser,
  logIn: LogInProof,
  source: SessionSource,
): Promise<LogInOutcome> {
  if (isMultiFactor(logIn.amr) || !(await findTotpSince(unit.query, user.id))) {
    return { kind: 'session', session: await completeLogIn(unit, dependencies, user, logIn, source) };
  }
  const challenge = await insertLogInChallenge(unit.query, 'second-factor', { ...logIn, user });
  const methods = await secondFactorsOf(unit, user.id);
  return {
    kind: 'challenge',
    challenge: { kind: 'second-factor', challenge, methods, expiresIn: CHALLENGE_SECONDS, link: null },
  };
}

/**
 * Nothing is missing any more.
 * @throws auth.identity-taken
 */
export async function completeLogIn(
  unit: UnitOfWork<AuthTables>,
  dependencies: Pick<SessionDependencies, 'mails'>,
  user: StoredUser,
  { amr, identity }: LogInProof,
  source: SessionSource,
): Promise<IssuedSession> {
  const session = await startSession(unit, dependencies, user, amr, source);
  if (identity) {
    await attachIdentity(unit, user.id, identity);
    const here = { ...source, sessionId: session.sessionId };
    await tellOwner(unit, dependencies, user, 'identity-linked', here, identity.provider);
  }
  return session;
}

async function secondFactorsOf(
  { query }: UnitOfWork<AuthTables>,
  userId: UserId,
): Promise<LogInChallenge['methods']> {
  const [passkeys, codes] = [await listPasskeys(query, { userId }), await countRecoveryCodes(query, userId)];
  return [
    'totp',
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(codes > 0 ? (['recovery-code'] as const) : []),
  ];
}

/**
 * The account at a provider that waits for this log-in, where one does.
 * @throws auth.challenge-over when it waits no more, or for another account
 */
export async function useLink(
  unit: UnitOfWork<AuthTables>,
  userId: UserId,
  link: string | undefined,
): Promise<LogInProof['identity']> {
  if (link === undefined) return null;
  const waiting = await useLogInChallenge(unit.query, 'link', link);
  if (waiting?.user.id !== userId) throw ChallengeOver();
  return waiting.identity;
}
