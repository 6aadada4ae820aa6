import type { AddStaffBody, StaffMember } from '@haat/contracts/http/staff.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { lockStaff, setStaffRole } from '../db/staff-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserByEmail } from '../db/user-repository.ts';
import {
  AccountNotFound,
  AddressUnproven,
  LastSuper,
  NotStaff,
  OwnRole,
  StaffAlready,
} from '../domain/people.errors.ts';

export const ADD_STAFF_ERRORS = [AccountNotFound, AddressUnproven, StaffAlready] as const;

/** Gives an account a role. @throws auth.account-not-found, auth.address-unproven, auth.staff-already */
export async function addStaff(
  database: Database<AuthTables>,
  source: ActSource,
  { email, role }: AddStaffBody,
): Promise<StaffMember> {
  return database.transaction(async (unit) => {
    const staff = await lockStaff(unit.query);
    const user = await findUserByEmail(unit.query, email);
    if (!user) throw AccountNotFound();
    if (!user.emailVerified) throw AddressUnproven();
    if (staff.some((member) => member.userId === user.id)) throw StaffAlready();
    await setStaffRole(unit.query, user.id, role);
    auditPrivilegedAct(unit, source, {
      action: 'staff.added',
      subject: { type: 'user', id: user.id },
      after: { email: user.email, role },
    });
    return memberOf(await lockStaff(unit.query), user.id);
  });
}

export const CHANGE_STAFF_ERRORS = [NotStaff, OwnRole, LastSuper] as const;

/** @throws auth.not-staff, auth.own-role, auth.last-super */
export async function changeStaff(
  database: Database<AuthTables>,
  source: ActSource,
  userId: UserId,
  role: StaffRole,
): Promise<StaffMember> {
  return database.transaction(async (unit) => {
    const member = leavable(await lockStaff(unit.query), userId, source);
    if (member.role === role) return member;
    await setStaffRole(unit.query, userId, role);
    auditPrivilegedAct(unit, source, {
      action: 'staff.role-changed',
      subject: { type: 'user', id: userId },
      before: { role: member.role },
      after: { role },
    });
    return { ...member, role };
  });
}

/** @throws auth.not-staff, auth.own-role, auth.last-super */
export async function removeStaff(
  database: Database<AuthTables>,
  source: ActSource,
  userId: UserId,
): Promise<void> {
  await database.transaction(async (unit) => {
    const member = leavable(await lockStaff(unit.query), userId, source);
    await setStaffRole(unit.query, userId, null);
    auditPrivilegedAct(unit, source, {
      action: 'staff.removed',
      subject: { type: 'user', id: userId },
      before: { email: member.email, role: member.role },
    });
  });
}

/** Whom `source` may give another role, or none. */
function leavable(staff: readonly StaffMember[], userId: UserId, source: ActSource): StaffMember {
  const member = memberOf(staff, userId);
  // Nobody locks themselves out, or hides behind a smaller role.
  if (userId === source.actor.userId) throw OwnRole();
  if (member.role === 'super') keepASuper(staff, userId);
  return member;
}

function memberOf(staff: readonly StaffMember[], userId: UserId): StaffMember {
  const member = staff.find((each) => each.userId === userId);
  if (!member) throw NotStaff();
  return member;
}

/** Without one, nobody could ever name another. */
function keepASuper(staff: readonly StaffMember[], leaving: UserId): void {
  const others = staff.filter(
    ({ role, userId, isDisabled }) => role === 'super' && userId !== leaving && !isDisabled,
  );
  if (others.length === 0) throw LastSuper();
}
