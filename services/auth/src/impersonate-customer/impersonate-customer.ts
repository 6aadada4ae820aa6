import type { ImpersonateBody } from '@haat/contracts/http/customer.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findCustomer } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { holdUser, type StoredUser } from '../db/user-repository.ts';
import { AccountDisabled, AccountNotFound, AccountOfStaff, NoStore } from '../domain/people.errors.ts';

export const IMPERSONATE_ERRORS = [AccountNotFound, AccountOfStaff, AccountDisabled, NoStore] as const;

/**
 * Lets a member of staff act as a customer for a while. Nobody acts as one of the staff: rights must not be passed on.
 * @throws auth.account-not-found, auth.account-of-staff, auth.account-disabled, auth.no-store
 */
export async function impersonateCustomer(
  database: Database<AuthTables>,
  source: ActSource,
  id: UserId,
  { reason, audience = 'store' }: ImpersonateBody,
): Promise<{ user: StoredUser; issuedAt: number }> {
  return database.transaction(async (unit) => {
    const user = await holdUser(unit.query, id);
    const customer = user && (await findCustomer(unit.query, id));
    if (!customer) throw AccountNotFound();
    if (customer.staffRole) throw AccountOfStaff();
    if (customer.disabled) throw AccountDisabled();
    if (audience === 'seller' && !customer.sellerId) throw NoStore();
    auditPrivilegedAct(unit, source, {
      action: 'customer.impersonated',
      subject: { type: 'user', id },
      after: { audience },
      reason,
    });
    return { user, issuedAt: Date.now() };
  });
}
