import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import type { OpenOrders } from '@haat/contracts/http/personal-data.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import { deleteUser, lockCustomer } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserWithHash } from '../db/user-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import { checkPassword } from '../domain/password.ts';
import { AccountOfStaff, OrdersOpen, PasswordWrong, StillInTeam } from '../domain/people.errors.ts';

export const ERASE_ERRORS = [SessionEnded, PasswordWrong, AccountOfStaff, StillInTeam, OrdersOpen] as const;

export interface EraseDependencies {
  readonly database: Database<AuthTables>;
  readonly orders: ServiceClient;
}

/**
 * Ends an account for good: what auth keeps of it is deleted, and every other service forgets it on being told. The
 * password is asked for once more, because nothing of this can be undone.
 * @throws auth.session-ended, account.password-wrong, auth.account-of-staff, account.still-in-team, account.orders-open
 */
export async function eraseAccount(
  { database, orders }: EraseDependencies,
  actor: UserActor,
  password: string,
): Promise<void> {
  const { userId } = actor;
  const found = await findUserWithHash(database.query, actor.email);
  if (!(await checkPassword(found?.passwordHash, password))) throw PasswordWrong();
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
