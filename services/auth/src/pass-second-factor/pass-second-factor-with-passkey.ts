import type { PasskeyFactorBody, PasskeyRequest } from '@haat/contracts/http/factors.ts';
import type { Static } from 'typebox';
import type { SessionSource } from '../account-source.ts';
import { CHECK_PASSKEY_ERRORS, checkPasskey, type PasskeyDependencies } from '../check-passkey.ts';
import { findLogInChallenge, useLogInChallenge } from '../db/login-challenge-repository.ts';
import { insertPasskeyChallenge, listPasskeys } from '../db/passkey-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import { withSecondFactor } from '../domain/authentication-methods.ts';
import { ChallengeOver, IdentityTaken, PasskeyRefused } from '../domain/factor.errors.ts';
import { hashOfSecret } from '../domain/link-secrets.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import { completeLogIn, holdProven } from '../finish-log-in.ts';
import type { SessionDependencies } from '../open-session.ts';
import type { IssuedSession } from '../start-session.ts';

export const PASSKEY_FACTOR_ERRORS = [
  ...CHECK_PASSKEY_ERRORS,
  ChallengeOver,
  SessionEnded,
  AccountDisabled,
  IdentityTaken,
] as const;

/** Ties a ceremony to one log-in without storing what that log-in is known by. */
const boundTo = (challenge: string): string => hashOfSecret(challenge).toString('base64url');

/** @throws auth.challenge-over */
export async function askForSecondFactor(
  { database, relyingParty }: PasskeyDependencies,
  challenge: string,
): Promise<PasskeyRequest> {
  const open = await findLogInChallenge(database.query, challenge);
  if (!open) throw ChallengeOver();
  const passkeys = await listPasskeys(database.query, open);
  const asked = await insertPasskeyChallenge(database.query, 'second-factor', boundTo(challenge));
  return relyingParty.request(asked, passkeys);
}

/**
 * The second step, by a passkey of the account that the first step was for.
 * @throws auth.challenge-over, auth.passkey-unknown, auth.passkey-refused, auth.session-ended,
 * auth.account-disabled, auth.identity-taken
 */
export async function passSecondFactorWithPasskey(
  dependencies: PasskeyDependencies & Pick<SessionDependencies, 'mails'>,
  { challenge, credential }: Static<typeof PasskeyFactorBody>,
  source: SessionSource,
): Promise<IssuedSession> {
  const { database } = dependencies;
  if (!(await findLogInChallenge(database.query, challenge))) throw ChallengeOver();
  const ceremony = { purpose: 'second-factor', boundTo: boundTo(challenge) } as const;
  const { userId, amr } = await checkPasskey(dependencies, credential, ceremony, source);
  return database.transaction(async (unit) => {
    const open = await useLogInChallenge(unit.query, 'second-factor', challenge);
    if (!open) throw ChallengeOver();
    if (open.user.id !== userId) throw PasskeyRefused();
    const user = await holdProven(unit, open.user);
    const proof = { ...open, amr: withSecondFactor(open.amr, amr) };
    return completeLogIn(unit, dependencies, user, proof, source);
  });
}
