import { createRoute } from '@tanstack/react-router';
import { page, texts } from './page-route.ts';
import { root } from './root-route.tsx';

const seller = createRoute({
  getParentRoute: () => root,
  path: '/seller',
  component: page(() => import('./layout/seller-portal.tsx'), 'SellerPortal'),
});
const sellerHome = createRoute({
  getParentRoute: () => seller,
  path: '/',
  component: page(() => import('./routes/seller-home.tsx'), 'SellerHomePage'),
});
const sellerOrders = createRoute({
  getParentRoute: () => seller,
  path: '/orders',
  validateSearch: texts('status', 'open'),
  component: page(() => import('./routes/seller-orders.tsx'), 'SellerOrdersPage'),
});
const sellerReturns = createRoute({
  getParentRoute: () => seller,
  path: '/returns',
  validateSearch: texts('status', 'open'),
  component: page(() => import('./routes/seller-returns.tsx'), 'SellerReturnsPage'),
});
const sellerReviews = createRoute({
  getParentRoute: () => seller,
  path: '/reviews',
  component: page(() => import('./routes/seller-reviews.tsx'), 'SellerReviewsPage'),
});
const sellerSettings = createRoute({
  getParentRoute: () => seller,
  path: '/settings',
  component: page(() => import('./routes/seller-settings.tsx'), 'SellerSettingsPage'),
});
const sellerInventory = createRoute({
  getParentRoute: () => seller,
  path: '/inventory',
  component: page(() => import('./routes/seller-inventory.tsx'), 'SellerInventoryPage'),
});

export const sellerRoutes = seller.addChildren([
  sellerHome,
  sellerOrders,
  sellerReturns,
  sellerInventory,
  sellerReviews,
  sellerSettings,
]);

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: page(() => import('./layout/admin-console.tsx'), 'AdminConsole'),
});
const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: page(() => import('./routes/admin-home.tsx'), 'AdminHomePage'),
});
const adminOrders = createRoute({
  getParentRoute: () => admin,
  path: '/orders',
  validateSearch: texts('q', 'status', 'open'),
  component: page(() => import('./routes/admin-orders.tsx'), 'AdminOrdersPage'),
});
const adminReturns = createRoute({
  getParentRoute: () => admin,
  path: '/returns',
  validateSearch: texts('status', 'open'),
  component: page(() => import('./routes/admin-returns.tsx'), 'AdminReturnsPage'),
});
const adminReviews = createRoute({
  getParentRoute: () => admin,
  path: '/reviews',
  validateSearch: texts('state', 'of'),
  component: page(() => import('./routes/admin-reviews.tsx'), 'AdminReviewsPage'),
});
const adminReports = createRoute({
  getParentRoute: () => admin,
  path: '/shop-reports',
  validateSearch: texts('state'),
  component: page(() => import('./routes/admin-shop-reports.tsx'), 'AdminShopReportsPage'),
});
const adminImport = createRoute({
  getParentRoute: () => admin,
  path: '/import',
  validateSearch: texts('job'),
  component: page(() => import('./routes/admin-import.tsx'), 'AdminImportPage'),
});
const adminCustomers = createRoute({
  getParentRoute: () => admin,
  path: '/customers',
  validateSearch: texts('q', 'open'),
  component: page(() => import('./routes/admin-customers.tsx'), 'AdminCustomersPage'),
});
const adminStaff = createRoute({
  getParentRoute: () => admin,
  path: '/staff',
  component: page(() => import('./routes/admin-staff.tsx'), 'AdminStaffPage'),
});
const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  validateSearch: texts('actor', 'action', 'subject', 'from', 'to'),
  component: page(() => import('./routes/admin-audit.tsx'), 'AdminAuditPage'),
});

export const adminRoutes = admin.addChildren([
  adminHome,
  adminOrders,
  adminReturns,
  adminReviews,
  adminReports,
  adminImport,
  adminCustomers,
  adminStaff,
  adminAudit,
]);
