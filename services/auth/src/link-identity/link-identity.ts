import type { UserId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { AccountSource } from '../account-source.ts';
import {
  deleteIdentity,
  type IdentityRow,
  insertIdentity,
  listIdentities,
} from '../db/identity-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import {
  lockWaysIn,
  requireAnotherWayIn,
  requireProvenAddress,
  requireRecentAuthentication,
} from '../db/ways-in-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import {
  EmailUnproven,
  IdentityNotFound,
  IdentityTaken,
  LastWayIn,
  Reauthenticate,
} from '../domain/factor.errors.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import {
  BEGIN_VISIT_ERRORS,
  beginVisit,
  FINISH_VISIT_ERRORS,
  finishVisit,
  type VisitDependencies,
  type VisitReturn,
} from '../oidc/visit.ts';
import type { SessionDependencies } from '../open-session.ts';
import { tellOwner } from '../tell-owner.ts';

export const BEGIN_LINK_ERRORS = [Reauthenticate, EmailUnproven, ...BEGIN_VISIT_ERRORS] as const;
export const LINK_ERRORS = [SessionEnded, EmailUnproven, ...FINISH_VISIT_ERRORS, IdentityTaken] as const;
export const UNLINK_ERRORS = [SessionEnded, IdentityNotFound, Reauthenticate, LastWayIn] as const;

/** @throws auth.reauthenticate, auth.email-unproven, auth.provider-unknown, auth.provider-unavailable */
export async function beginLink(
  dependencies: VisitDependencies,
  actor: UserActor,
  provider: string,
): Promise<{ url: string; secret: string }> {
  const { query } = dependencies.database;
  await requireRecentAuthentication(query, actor);
  await requireProvenAddress(query, actor);
  return beginVisit(dependencies, provider, { purpose: 'link', sessionId: actor.sessionId });
}

/**
 * Only the session that set out can link: neither another user's browser nor another log-in of the same one.
 * @throws auth.email-unproven, auth.provider-unknown, auth.provider-unavailable, auth.provider-declined,
 * auth.provider-refused, auth.identity-taken
 */
export async function finishLink(
  dependencies: VisitDependencies & Pick<SessionDependencies, 'mails'>,
  actor: UserActor,
  back: VisitReturn,
  source: AccountSource,
): Promise<IdentityRow> {
  const reason = { purpose: 'link', sessionId: actor.sessionId } as const;
  const account = await finishVisit(dependencies, back, reason);
  return dependencies.database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, actor);
    await requireProvenAddress(unit.query, actor);
    const identity = await attachIdentity(unit, user.id, account);
    await tellOwner(unit, dependencies, user, 'identity-linked', source, account.provider);
    return identity;
  });
}

/** @throws auth.identity-taken where it is linked already, to whomever */
export async function attachIdentity(
  { query }: UnitOfWork<AuthTables>,
  userId: UserId,
  identity: ProviderAccount,
): Promise<IdentityRow> {
  const row = await insertIdentity(query, userId, identity);
  if (!row) throw IdentityTaken();
  return row;
}

/** @throws auth.identity-not-found, auth.reauthenticate, auth.last-way-in */
export async function unlinkIdentity(
  dependencies: Pick<SessionDependencies, 'database' | 'mails'>,
  actor: UserActor,
  id: string,
  source: AccountSource,
): Promise<void> {
  await dependencies.database.transaction(async (unit) => {
    if (!(await listIdentities(unit.query, actor)).some((each) => each.id === id)) throw IdentityNotFound();
    const user = await lockWaysIn(unit.query, actor);
    await requireRecentAuthentication(unit.query, actor);
    const identity = await deleteIdentity(unit.query, actor, id);
    if (!identity) throw IdentityNotFound();
    await requireAnotherWayIn(unit.query, actor);
    await tellOwner(unit, dependencies, user, 'identity-unlinked', source, identity.provider);
  });
}
