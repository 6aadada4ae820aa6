import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { OpenOrders } from '@haat/contracts/http/personal-data.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import { deleteUser, lockCustomer } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { hasPassword } from '../db/user-repository.ts';
import { requireRecentAuthentication } from '../db/ways-in-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import { Reauthenticate } from '../domain/factor.errors.ts';
import { AccountOfStaff, OrdersOpen, StillInTeam } from '../domain/people.errors.ts';
import { PROVE_PASSWORD_ERRORS, provePassword } from '../prove-password.ts';

export const ERASE_ERRORS = [
  ...PROVE_PASSWORD_ERRORS,
  Reauthenticate,
  AccountOfStaff,
  StillInTeam,
  OrdersOpen,
] as const;

export interface EraseDependencies {
  readonly database: Database<AuthTables>;
  readonly orders: ServiceClient;
}

/**
 * Ends an account for good: what auth keeps of it is deleted, and every other service forgets it on being told. The
 * password is asked for once more, because nothing of this can be undone; where there is none, another proof of just now.
 * @throws auth.session-ended, auth.wrong-password, auth.reauthenticate, auth.account-of-staff, account.still-in-team, account.orders-open
 */
export async function eraseAccount(
  { database, orders }: EraseDependencies,
  actor: UserActor,
  password: string | undefined,
): Promise<void> {
  const { userId } = actor;
  if (await hasPassword(database.query, userId)) await provePassword(database, userId, password ?? '');
  else await requireRecentAuthentication(database.query, actor);
  const { count } = await orders.call<OpenOrders>({
    method: 'POST',
    path: '/internal/open-orders',
    body: { userId, email: actor.email },
  });
  if (count > 0) throw OrdersOpen({ count });
  await database.transaction(async (unit) => {
    const account = await lockCustomer(unit.query, userId);
    if (!account) throw SessionEnded();
    if (account.staffRole) throw AccountOfStaff();
    if (account.sellerId) throw StillInTeam();
    await deleteUser(unit.query, userId, account.email);
    unit.emit(UserErased, { userId, email: account.email }, 1);
  });
}
