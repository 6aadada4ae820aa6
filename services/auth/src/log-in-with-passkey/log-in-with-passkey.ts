import type { PasskeyLogInBody } from '@haat/contracts/http/factors.ts';
import type { Static } from 'typebox';
import type { SessionSource } from '../account-source.ts';
import { CHECK_PASSKEY_ERRORS, checkPasskey, type PasskeyDependencies } from '../check-passkey.ts';
import { hasPasskey } from '../db/passkey-repository.ts';
import { holdUser } from '../db/user-repository.ts';
import { ChallengeOver, IdentityTaken, PasskeyUnknown } from '../domain/factor.errors.ts';
import { AccountDisabled } from '../domain/people.errors.ts';
import { completeLogIn, useLink } from '../finish-log-in.ts';
import type { SessionDependencies } from '../open-session.ts';
import type { IssuedSession } from '../start-session.ts';

export const LOG_IN_WITH_PASSKEY_ERRORS = [
  ...CHECK_PASSKEY_ERRORS,
  AccountDisabled,
  ChallengeOver,
  IdentityTaken,
] as const;

/**
 * One step, and enough: the device has the key and has verified who uses it.
 * @throws auth.passkey-unknown, auth.passkey-refused, auth.account-disabled, auth.challenge-over, auth.identity-taken
 */
export async function logInWithPasskey(
  dependencies: PasskeyDependencies & Pick<SessionDependencies, 'mails'>,
  { credential, link }: Static<typeof PasskeyLogInBody>,
  source: SessionSource,
): Promise<IssuedSession> {
  const ceremony = { purpose: 'log-in', boundTo: null } as const;
  const { userId, passkeyId, amr } = await checkPasskey(dependencies, credential, ceremony, source);
  return dependencies.database.transaction(async (unit) => {
    const user = await holdUser(unit.query, userId);
    // It may have been removed since it was checked; none is while the user is held.
    if (!user || !(await hasPasskey(unit.query, userId, passkeyId))) throw PasskeyUnknown();
    const identity = await useLink(unit, user.id, link);
    return completeLogIn(unit, dependencies, user, { amr, identity }, source);
  });
}
