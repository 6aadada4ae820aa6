import type { StaffPermission, StaffRole } from '@haat/contracts/permissions.ts';

/** The roles in words for people. */
export const ROLE_WORDS: Readonly<Record<StaffRole, { readonly name: string; readonly text: string }>> = {
  super: { name: 'Super', text: 'Everything, the staff included' },
  support: { name: 'Support', text: 'Helps customers: sees orders and accounts, acts for them' },
  catalogue: { name: 'Catalogue', text: 'Brings products in, looks after reviews' },
  finance: { name: 'Finance', text: 'Sees money, gives it back' },
  analyst: { name: 'Analyst', text: 'Sees figures, nobody’s data' },
};

export const PERMISSION_WORDS: Readonly<Record<StaffPermission, string>> = {
  'admin.orders.read': 'See orders',
  'admin.orders.refund': 'Refund orders and returns',
  'admin.catalogue.read': 'See imports',
  'admin.catalogue.import': 'Import products',
  'admin.reviews.moderate': 'Hide reviews',
  'admin.sellers.read': 'See sellers',
  'admin.sellers.manage': 'Manage sellers',
  'admin.reports.resolve': 'Resolve reports of shops',
  'admin.customers.read': 'See customers',
  'admin.customers.manage': 'Close and open accounts',
  'admin.impersonate': 'Act for customers',
  'admin.staff.manage': 'Manage the staff',
  'admin.audit.read': 'Read the audit log',
  'admin.analytics.read': 'See figures',
  'admin.finance.read': 'See finances',
};
