import type { User } from '@haat/contracts/http/auth.ts';
import {
  isStaffPermission,
  type Permission,
  SELLER_ROLE_PERMISSIONS,
  STAFF_ROLE_PERMISSIONS,
} from '@haat/contracts/permissions.ts';

/** What is worth showing; whether it is allowed is decided where it is done. */
export function mayUse(user: Pick<User, 'sellerRole' | 'staffRole'>, permission: Permission): boolean {
  if (isStaffPermission(permission)) {
    return user.staffRole !== null && STAFF_ROLE_PERMISSIONS[user.staffRole].includes(permission);
  }
  return user.sellerRole !== null && SELLER_ROLE_PERMISSIONS[user.sellerRole].includes(permission);
}
