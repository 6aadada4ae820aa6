import type { UserId } from '@haat/contracts/ids.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { lockCustomer } from '../db/customer-repository.ts';
import { insertFactorRemoval, takeFactorRemoval } from '../db/factor-removal-repository.ts';
import { issueLink, voidLinksOf } from '../db/link-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { requireRecentAuthentication } from '../db/ways-in-repository.ts';
import { Reauthenticate } from '../domain/factor.errors.ts';
import { mayRemoveFactors } from '../domain/factor-removal.ts';
import {
  AccountNotFound,
  NoFactors,
  NoRemoval,
  OwnFactors,
  RemovalWaits,
  SuperNeeded,
} from '../domain/people.errors.ts';
import { BY_SUPPORT, tellOfFactorRemoval } from '../tell-of-factor-removal.ts';
import { readAccountFactors } from './account-factors.query.ts';

export const ORDER_REMOVAL_ERRORS = [
  Reauthenticate,
  AccountNotFound,
  OwnFactors,
  SuperNeeded,
  NoFactors,
  RemovalWaits,
] as const;
export const CANCEL_REMOVAL_ERRORS = [AccountNotFound, OwnFactors, SuperNeeded, NoRemoval] as const;

export interface RemovalDependencies extends Pick<AccountDependencies, 'database' | 'mails' | 'secrets'> {
  /** Carries out what is due. */
  readonly removals: Job;
  /** Until a removal takes effect. */
  readonly removalHours: number;
}

/**
 * Has the second factors of an account taken off after a while, in which its owner, who is told at once, can cancel it.
 * @throws auth.reauthenticate, auth.account-not-found, auth.own-factors, auth.super-needed, auth.no-factors,
 * auth.removal-waits
 */
export async function orderFactorRemoval(
  { database, mails, secrets, removals, removalHours }: RemovalDependencies,
  source: ActSource,
  userId: UserId,
  reason: string,
): Promise<void> {
  await requireRecentAuthentication(database.query, source.actor);
  await database.transaction(async (unit) => {
    const account = await lockAccountFor(unit, source, userId);
    const factors = await readAccountFactors(unit.query, userId);
    if (!factors?.totp && !factors?.passkeys) throw NoFactors();
    const removal = await insertFactorRemoval(unit.query, source, userId, { reason, hours: removalHours });
    if (!removal) throw RemovalWaits();
    const takesEffectAt = removal.takes_effect_at;
    const link = { purpose: 'factor-removal', subjectId: userId, email: account.email } as const;
    const linkNonce = await issueLink(unit.query, secrets, link, takesEffectAt);
    auditPrivilegedAct(unit, source, {
      action: 'customer.factor-removal-ordered',
      subject: { type: 'user', id: userId },
      after: { takesEffectAt: takesEffectAt.toISOString() },
      reason,
    });
    await tellOfFactorRemoval(
      unit,
      { mails },
      { ...account, id: userId },
      'factor-removal-ordered',
      BY_SUPPORT,
      {
        linkNonce,
        details: { takesEffectAt: takesEffectAt.toISOString() },
      },
    );
    if (removalHours === 0) unit.afterCommit(() => removals.runOnce());
  });
}

/** @throws auth.account-not-found, auth.own-factors, auth.super-needed, auth.no-removal */
export async function cancelFactorRemovalByStaff(
  { database, mails }: Pick<RemovalDependencies, 'database' | 'mails'>,
  source: ActSource,
  userId: UserId,
): Promise<void> {
  await database.transaction(async (unit) => {
    const account = await lockAccountFor(unit, source, userId);
    if (!(await takeFactorRemoval(unit.query, userId, 'any'))) throw NoRemoval();
    await voidLinksOf(unit.query, userId, ['factor-removal']);
    auditPrivilegedAct(unit, source, {
      action: 'customer.factor-removal-cancelled',
      subject: { type: 'user', id: userId },
    });
    await tellOfFactorRemoval(
      unit,
      { mails },
      { ...account, id: userId },
      'factor-removal-cancelled',
      BY_SUPPORT,
    );
  });
}

async function lockAccountFor(
  { query }: UnitOfWork<AuthTables>,
  { actor }: ActSource,
  userId: UserId,
): Promise<{ name: string; email: string }> {
  const account = await lockCustomer(query, userId);
  if (!account) throw AccountNotFound();
  if (userId === actor.userId) throw OwnFactors();
  if (!mayRemoveFactors(actor.staffRole, account)) throw SuperNeeded();
  return account;
}
