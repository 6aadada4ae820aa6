import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { AccountSource } from '../account-source.ts';
import { takeFactorRemoval } from '../db/factor-removal-repository.ts';
import { findLink, useLinkUp, voidLinksOf } from '../db/link-repository.ts';
import { lockWaysIn } from '../db/ways-in-repository.ts';
import { LinkInvalid, SessionEnded } from '../domain/account.errors.ts';
import { NoRemoval } from '../domain/people.errors.ts';
import type { SessionDependencies } from '../open-session.ts';
import { tellOfFactorRemoval } from '../tell-of-factor-removal.ts';

export const CANCEL_OWN_REMOVAL_ERRORS = [NoRemoval, SessionEnded] as const;
export const CANCEL_BY_LINK_ERRORS = [LinkInvalid, SessionEnded] as const;

type Dependencies = Pick<SessionDependencies, 'database' | 'mails'>;

/**
 * Whoever is logged in keeps the account as it is. No fresh proof: it takes nothing away from anybody but who may not have
 * been the owner. @throws auth.no-removal, auth.session-ended
 */
export async function cancelFactorRemoval(
  dependencies: Dependencies,
  actor: UserActor,
  source: AccountSource,
): Promise<void> {
  await dependencies.database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    if (!(await takeFactorRemoval(unit.query, user.id, 'any'))) throw NoRemoval();
    await voidLinksOf(unit.query, user.id, ['factor-removal']);
    await tellOfFactorRemoval(unit, dependencies, user, 'factor-removal-cancelled', source);
  });
}

/**
 * By the link of the mail that told of it, also from the mailbox of before where the address was changed meanwhile: that
 * may be the owner's. @throws auth.link-invalid, also when it took effect; auth.session-ended
 */
export async function cancelFactorRemovalByLink(
  dependencies: Dependencies,
  token: string,
  source: AccountSource,
): Promise<void> {
  await dependencies.database.transaction(async (unit) => {
    const link = await findLink(unit.query, 'factor-removal', token);
    if (!link) throw LinkInvalid();
    const user = await lockWaysIn(unit.query, { userId: link.subjectId as UserId });
    if (!(await useLinkUp(unit.query, link))) throw LinkInvalid();
    if (!(await takeFactorRemoval(unit.query, user.id, 'any'))) throw LinkInvalid();
    await tellOfFactorRemoval(unit, dependencies, user, 'factor-removal-cancelled', source);
  });
}
