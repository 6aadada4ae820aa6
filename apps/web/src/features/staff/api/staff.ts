import type { AddStaffBody, StaffList, StaffMember } from '@haat/contracts/http/staff.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '@/shared/lib/api.ts';

const PATH = '/v1/admin/staff';

export const staffQuery = queryOptions({
  queryKey: ['admin-staff'],
  queryFn: ({ signal }) => apiFetch<StaffList>(PATH, { signal }),
});

export function useAddStaff() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddStaffBody) => apiFetch<StaffMember>(PATH, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries(staffQuery),
  });
}

export function useChangeStaff() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { readonly userId: string; readonly role: StaffRole }) =>
      apiFetch<StaffMember>(`${PATH}/${userId}`, { method: 'PATCH', body: { role } }),
    onSettled: () => queries.invalidateQueries(staffQuery),
  });
}

export function useRemoveStaff() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => apiFetch<void>(`${PATH}/${userId}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(staffQuery),
  });
}
