import type { Customer } from '@haat/contracts/http/customer.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findCustomer, lockCustomer, setDisabled } from '../db/customer-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { AccountNotFound, AccountOfStaff } from '../domain/people.errors.ts';

export const MANAGE_CUSTOMER_ERRORS = [AccountNotFound, AccountOfStaff] as const;

/**
 * Closes an account, or opens it again. Staff are no customers: their role goes first.
 * @throws auth.account-not-found, auth.account-of-staff
 */
export async function setCustomerDisabled(
  database: Database<AuthTables>,
  source: ActSource,
  id: UserId,
  { isDisabled, reason }: { readonly isDisabled: boolean; readonly reason: string },
): Promise<Customer> {
  return database.transaction(async (unit) => {
    const customer = await lockCustomer(unit.query, id);
    if (!customer) throw AccountNotFound();
    if (customer.staffRole) throw AccountOfStaff();
    if ((customer.disabled !== null) === isDisabled) return customer;
    await setDisabled(unit.query, id, isDisabled ? reason : null);
    auditPrivilegedAct(unit, source, {
      action: isDisabled ? 'customer.disabled' : 'customer.enabled',
      subject: { type: 'user', id },
      reason,
    });
    const changed = await findCustomer(unit.query, id);
    if (!changed) throw AccountNotFound();
    return changed;
  });
}
