/** What the members of a store may do, each in the one store they belong to. */
export const SELLER_PERMISSIONS = [
  'store.read',
  'store.edit',
  'team.manage',
  'offers.read',
  'offers.edit',
  'stock.read',
  'stock.edit',
  'orders.read',
  'orders.fulfil',
  'returns.decide',
  'finance.read',
  'analytics.read',
] as const;
export type SellerPermission = (typeof SELLER_PERMISSIONS)[number];

/** What the people who run the market may do. */
export const STAFF_PERMISSIONS = [
  'admin.orders.read',
  'admin.orders.refund',
  'admin.catalogue.read',
  'admin.catalogue.import',
  'admin.reviews.moderate',
  'admin.sellers.read',
  'admin.sellers.manage',
  'admin.reports.resolve',
  'admin.customers.read',
  'admin.customers.manage',
  'admin.impersonate',
  'admin.staff.manage',
  'admin.audit.read',
  'admin.analytics.read',
  'admin.finance.read',
] as const;
export type StaffPermission = (typeof STAFF_PERMISSIONS)[number];

export type Permission = SellerPermission | StaffPermission;

export const SELLER_ROLES = ['owner', 'manager', 'fulfilment', 'finance'] as const;
export type SellerRole = (typeof SELLER_ROLES)[number];

export const STAFF_ROLES = ['super', 'support', 'catalogue', 'finance', 'analyst'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const SELLER_ROLE_PERMISSIONS: Readonly<Record<SellerRole, readonly SellerPermission[]>> = {
  owner: SELLER_PERMISSIONS,
  manager: SELLER_PERMISSIONS.filter((permission) => permission !== 'team.manage'),
  fulfilment: [
    'store.read',
    'offers.read',
    'stock.read',
    'stock.edit',
    'orders.read',
    'orders.fulfil',
    'returns.decide',
  ],
  finance: ['store.read', 'orders.read', 'finance.read', 'analytics.read'],
};

export const STAFF_ROLE_PERMISSIONS: Readonly<Record<StaffRole, readonly StaffPermission[]>> = {
  super: STAFF_PERMISSIONS,
  support: [
    'admin.orders.read',
    'admin.customers.read',
    'admin.customers.manage',
    'admin.impersonate',
    'admin.sellers.read',
    'admin.reports.resolve',
    'admin.reviews.moderate',
  ],
  catalogue: [
    'admin.catalogue.read',
    'admin.catalogue.import',
    'admin.reviews.moderate',
    'admin.sellers.read',
  ],
  finance: ['admin.orders.read', 'admin.orders.refund', 'admin.finance.read', 'admin.analytics.read'],
  analyst: ['admin.analytics.read'],
};

const STAFF: ReadonlySet<string> = new Set(STAFF_PERMISSIONS);

export const isStaffPermission = (permission: Permission): permission is StaffPermission =>
  STAFF.has(permission);
