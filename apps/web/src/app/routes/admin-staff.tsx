import { AddStaff } from '@/features/staff/components/add-staff.tsx';
import { RoleTable } from '@/features/staff/components/role-table.tsx';
import { StaffTable } from '@/features/staff/components/staff-table.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { RequireUser } from '../layout/require.tsx';

export function AdminStaffPage() {
  useTitle('Staff, admin console');
  return (
    <RequireUser>
      {(user) => (
        <div className="grid max-w-4xl gap-6">
          <h1 className="text-xl">Staff</h1>
          <AddStaff />
          <StaffTable self={user.id} />
          <RoleTable />
        </div>
      )}
    </RequireUser>
  );
}
