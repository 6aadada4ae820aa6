import type { SecondFactorBody } from '@haat/contracts/http/factors.ts';
import type { SessionSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { findLogInChallenge, takeLogInAttempt, useLogInChallenge } from '../db/login-challenge-repository.ts';
import { SessionEnded, TooManyGuesses } from '../domain/account.errors.ts';
import { withSecondFactor } from '../domain/authentication-methods.ts';
import {
  AuthenticatorUnreadable,
  ChallengeOver,
  IdentityTaken,
  SecondFactorWrong,
} from '../domain/factor.errors.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import { completeLogIn, holdProven } from '../finish-log-in.ts';
import type { SessionDependencies } from '../open-session.ts';
import { proveCode, takeCodeGuess } from '../prove-code.ts';
import type { Seal } from '../seal.ts';
import type { IssuedSession } from '../start-session.ts';
import { tellOwner } from '../tell-owner.ts';

export const PASS_SECOND_FACTOR_ERRORS = [
  ChallengeOver,
  SecondFactorWrong,
  AuthenticatorUnreadable,
  TooManyGuesses,
  SessionEnded,
  AccountDisabled,
  IdentityTaken,
] as const;

type Dependencies = Pick<SessionDependencies, 'database' | 'mails'> & { readonly seal: Seal };

/**
 * The second step, by a code. A wrong one costs one of five attempts, counts as a guess at the account, and is told to the
 * owner: whoever types it knew the first step.
 * @throws auth.challenge-over, auth.second-factor-wrong, auth.authenticator-unreadable, auth.too-many-attempts,
 * auth.session-ended, auth.account-disabled, auth.identity-taken
 */
export async function passSecondFactor(
  dependencies: Dependencies,
  { challenge, method, code }: SecondFactorBody,
  source: SessionSource,
): Promise<IssuedSession> {
  const { database, seal } = dependencies;
  const known = await findLogInChallenge(database.query, challenge);
  if (known) await takeCodeGuess(database, seal, known.userId, method);
  const open = known && (await takeLogInAttempt(database.query, challenge));
  if (!open) throw ChallengeOver();
  const session = await database.transaction(async (unit) => {
    const user = await holdProven(unit, open.user);
    if (!(await proveCode(unit, seal, user.id, method, code))) {
      await recordAccountEvent(unit, user.id, 'second-factor-failed', source, method);
      return undefined;
    }
    if (!(await useLogInChallenge(unit.query, 'second-factor', challenge))) throw ChallengeOver();
    if (method === 'recovery-code') await tellOwner(unit, dependencies, user, 'recovery-code-used', source);
    const proof = { ...open, amr: withSecondFactor(open.amr, ['otp']) };
    return completeLogIn(unit, dependencies, user, proof, source);
  });
  if (!session) throw SecondFactorWrong({ attemptsLeft: open.attemptsLeft });
  return session;
}
