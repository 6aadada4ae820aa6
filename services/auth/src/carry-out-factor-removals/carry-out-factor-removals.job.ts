import type { UserId } from '@haat/contracts/ids.ts';
import { auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import {
  type FactorRemoval,
  findStaffRole,
  listDueFactorRemovals,
  takeFactorRemoval,
} from '../db/factor-removal-repository.ts';
import { voidLinksOf } from '../db/link-repository.ts';
import { endOpenLogIns } from '../db/login-challenge-repository.ts';
import { deletePasskeys } from '../db/passkey-repository.ts';
import { deleteRecoveryCodes } from '../db/recovery-code-repository.ts';
import { endAllSessions } from '../db/session-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { deleteTotp } from '../db/totp-repository.ts';
import type { StoredUser } from '../db/user-repository.ts';
import { lockWaysIn } from '../db/ways-in-repository.ts';
import { mayRemoveFactors } from '../domain/factor-removal.ts';
import type { SessionDependencies } from '../open-session.ts';
import { BY_SUPPORT, tellOfFactorRemoval } from '../tell-of-factor-removal.ts';

type Dependencies = Pick<SessionDependencies, 'database' | 'mails'> & { readonly logger: Logger };

/** Takes off what nobody kept: the account is opened by its password alone, and every session of it ends. */
export async function carryOutFactorRemovals(dependencies: Dependencies): Promise<void> {
  for (const userId of await listDueFactorRemovals(dependencies.database.query)) {
    await carryOut(dependencies, userId).catch((error: unknown) => {
      dependencies.logger.error({ err: error, userId }, 'second factors were not removed; it is tried again');
    });
  }
}

async function carryOut({ database, mails, logger }: Dependencies, userId: UserId): Promise<void> {
  await database.transaction(async (unit) => {
    const user = await lockWaysIn(unit.query, { userId });
    const removal = await takeFactorRemoval(unit.query, userId, 'due');
    if (!removal) return;
    await voidLinksOf(unit.query, userId, ['factor-removal']);
    // Who was found out meanwhile and lost the role has ordered nothing.
    if (!mayRemoveFactors(await findStaffRole(unit.query, removal.ordered_by.userId), user)) {
      logger.warn({ userId, orderedBy: removal.ordered_by.userId }, 'who ordered a removal may not any more');
      await tellOfFactorRemoval(unit, { mails }, user, 'factor-removal-cancelled', BY_SUPPORT);
      return;
    }
    await removeFactors(unit, user, removal);
    await tellOfFactorRemoval(unit, { mails }, user, 'factors-removed', BY_SUPPORT);
  });
}

/** Passkeys, too: whoever has the lost device may have them. */
async function removeFactors(
  unit: UnitOfWork<AuthTables>,
  { id }: StoredUser,
  { ordered_by: { address, requestId, ...actor }, reason }: FactorRemoval,
): Promise<void> {
  await deleteTotp(unit.query, id);
  await deleteRecoveryCodes(unit.query, id);
  await deletePasskeys(unit.query, id);
  await endOpenLogIns(unit.query, id);
  await endAllSessions(unit.query, id);
  auditPrivilegedAct(
    unit,
    { actor: { ...actor, impersonator: null }, address, requestId },
    { action: 'customer.factors-removed', subject: { type: 'user', id }, reason },
  );
}
