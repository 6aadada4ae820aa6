import type { UserActor } from '@haat/platform/auth/actor.ts';
import { findIdentityOwner } from '../db/identity-repository.ts';
import { strengthenSession } from '../db/session-repository.ts';
import { OtherIdentity } from '../domain/factor.errors.ts';
import { FINISH_VISIT_ERRORS, finishVisit, type VisitDependencies, type VisitReturn } from '../oidc/visit.ts';

export const REAUTHENTICATE_WITH_PROVIDER_ERRORS = [...FINISH_VISIT_ERRORS, OtherIdentity] as const;

/**
 * For accounts without a password: the provider was asked to have its user prove themselves anew.
 * @throws auth.provider-unknown, auth.provider-unavailable, auth.provider-declined, auth.provider-refused,
 * auth.identity-other
 */
export async function reauthenticateWithProvider(
  dependencies: VisitDependencies,
  actor: UserActor,
  back: VisitReturn,
): Promise<void> {
  const reason = { purpose: 'reauthentication', sessionId: actor.sessionId } as const;
  const account = await finishVisit(dependencies, back, reason);
  const { query } = dependencies.database;
  if ((await findIdentityOwner(query, account)) !== actor.userId) throw OtherIdentity();
  await strengthenSession(query, actor, ['fed']);
}
