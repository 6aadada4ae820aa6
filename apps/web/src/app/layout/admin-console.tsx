import { Outlet } from '@tanstack/react-router';
import {
  ChartNoAxesColumn,
  FileUp,
  Flag,
  MessageSquareText,
  ReceiptText,
  ScrollText,
  Undo2,
  UserCog,
  Users,
} from 'lucide-react';
import { Portal } from './portal.tsx';
import type { PortalPage } from './portal-page.ts';
import { RequireRole } from './require.tsx';
import { StaffGate } from './staff-gate.tsx';

const PAGES: readonly PortalPage[] = [
  {
    to: '/admin',
    label: 'Overview',
    icon: ChartNoAxesColumn,
    exact: true,
    needs: 'admin.analytics.read',
  },
  {
    to: '/admin/orders',
    label: 'Orders',
    icon: ReceiptText,
    needs: 'admin.orders.read',
  },
  {
    to: '/admin/returns',
    label: 'Returns',
    icon: Undo2,
    needs: 'admin.orders.read',
  },
  {
    to: '/admin/reviews',
    label: 'Reviews',
    icon: MessageSquareText,
    needs: 'admin.reviews.moderate',
  },
  {
    to: '/admin/shop-reports',
    label: 'Shop reports',
    icon: Flag,
    needs: 'admin.reports.resolve',
  },
  {
    to: '/admin/customers',
    label: 'Customers',
    icon: Users,
    needs: 'admin.customers.read',
  },
  {
    to: '/admin/staff',
    label: 'Staff',
    icon: UserCog,
    needs: 'admin.staff.manage',
  },
  {
    to: '/admin/audit',
    label: 'Audit log',
    icon: ScrollText,
    needs: 'admin.audit.read',
  },
  {
    to: '/admin/import',
    label: 'Import',
    icon: FileUp,
    needs: 'admin.catalogue.read',
  },
];

export function AdminConsole() {
  return (
    <RequireRole needs="admin">
      {(user) => (
        <StaffGate>
          <Portal name="Admin console" user={user} pages={PAGES}>
            <Outlet />
          </Portal>
        </StaffGate>
      )}
    </RequireRole>
  );
}
