import type { PasskeyAssertion, PasskeyRequest } from '@haat/contracts/http/factors.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { AccountSource } from '../account-source.ts';
import { CHECK_PASSKEY_ERRORS, checkPasskey, type PasskeyDependencies } from '../check-passkey.ts';
import { insertPasskeyChallenge, listPasskeys } from '../db/passkey-repository.ts';
import { strengthenSession } from '../db/session-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { PasskeyRefused } from '../domain/factor.errors.ts';
import { PROVE_PASSWORD_ERRORS, provePassword } from '../prove-password.ts';

export const REAUTHENTICATE_ERRORS = PROVE_PASSWORD_ERRORS;
export const REAUTHENTICATE_WITH_PASSKEY_ERRORS = CHECK_PASSKEY_ERRORS;

/** @throws auth.session-ended, auth.wrong-password, auth.too-many-attempts, auth.busy */
export async function reauthenticate(
  database: Database<AuthTables>,
  actor: UserActor,
  password: string,
): Promise<void> {
  await provePassword(database, actor.userId, password);
  await strengthenSession(database.query, actor, ['pwd']);
}

export async function askToReauthenticate(
  { database, relyingParty }: PasskeyDependencies,
  actor: UserActor,
): Promise<PasskeyRequest> {
  const passkeys = await listPasskeys(database.query, actor);
  const challenge = await insertPasskeyChallenge(database.query, 'reauthentication', actor.sessionId);
  return relyingParty.request(challenge, passkeys);
}

/**
 * The session counts as one of a passkey from now on.
 * @throws auth.passkey-unknown, auth.passkey-refused
 */
export async function reauthenticateWithPasskey(
  dependencies: PasskeyDependencies,
  actor: UserActor,
  assertion: PasskeyAssertion,
  source: AccountSource,
): Promise<void> {
  const ceremony = { purpose: 'reauthentication', boundTo: actor.sessionId } as const;
  const { userId, amr } = await checkPasskey(dependencies, assertion, ceremony, source);
  if (userId !== actor.userId) throw PasskeyRefused();
  await strengthenSession(dependencies.database.query, actor, amr);
}
