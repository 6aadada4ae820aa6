import { type Static, Type } from 'typebox';
import { Email, StaffRole } from './auth.ts';
import { Instant, Uuid } from './primitives.ts';

export const StaffMember = Type.Object({
  userId: Uuid,
  name: Type.String(),
  email: Type.String(),
  role: StaffRole,
  isDisabled: Type.Boolean(),
  createdAt: Instant,
});
export type StaffMember = Static<typeof StaffMember>;
export const StaffList = Type.Object({ items: Type.Array(StaffMember) });
export type StaffList = Static<typeof StaffList>;

/** Who joins has an account already, with a proven address. */
export const AddStaffBody = Type.Object({ email: Email, role: StaffRole }, { additionalProperties: false });
export type AddStaffBody = Static<typeof AddStaffBody>;
export const ChangeStaffBody = Type.Object({ role: StaffRole }, { additionalProperties: false });
export const StaffParams = Type.Object({ userId: Uuid }, { additionalProperties: false });
