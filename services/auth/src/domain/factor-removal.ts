import { STAFF_ROLE_PERMISSIONS, type StaffRole } from '@haat/contracts/permissions.ts';

/**
 * Staff get into an account by this if they also have its mailbox: accounts of staff are for those alone who name staff.
 * @param by role of who orders it; null for nobody of the staff, or not any more
 */
export function mayRemoveFactors(
  by: StaffRole | null,
  { staffRole }: { readonly staffRole: StaffRole | null },
): boolean {
  if (by === null) return false;
  return STAFF_ROLE_PERMISSIONS[by].includes(staffRole ? 'admin.staff.manage' : 'admin.customers.manage');
}
