import type { ServiceName } from '@haat/platform/http/service-transport.ts';

/**
 * Which service answers which public path. Whatever is not listed (above all `/internal` and `/metrics`) cannot be
 * reached from outside.
 */
export const ROUTE_TABLE: readonly { readonly prefix: `/${string}`; readonly service: ServiceName }[] = [
  { prefix: '/.well-known/jwks.json', service: 'auth' },
  { prefix: '/v1/auth', service: 'auth' },
  { prefix: '/v1/account', service: 'auth' },
  { prefix: '/v1/admin/audit', service: 'auth' },
  { prefix: '/v1/admin/customers', service: 'auth' },
  { prefix: '/v1/admin/staff', service: 'auth' },
  { prefix: '/v1/admin/signing-keys', service: 'auth' },
  { prefix: '/v1/categories', service: 'catalog' },
  { prefix: '/v1/products', service: 'catalog' },
  { prefix: '/v1/reviews', service: 'catalog' },
  { prefix: '/v1/media', service: 'catalog' },
  { prefix: '/v1/admin/imports', service: 'catalog' },
  { prefix: '/v1/admin/reviews', service: 'catalog' },
  { prefix: '/v1/search', service: 'search' },
  { prefix: '/v1/seller/inventory', service: 'inventory' },
  { prefix: '/v1/cart', service: 'cart' },
  { prefix: '/v1/wishlist', service: 'cart' },
  { prefix: '/v1/checkout', service: 'order' },
  { prefix: '/v1/orders', service: 'order' },
  { prefix: '/v1/seller/orders', service: 'order' },
  { prefix: '/v1/seller/returns', service: 'order' },
  { prefix: '/v1/admin/orders', service: 'order' },
  { prefix: '/v1/admin/returns', service: 'order' },
  { prefix: '/v1/cards', service: 'payment' },
  { prefix: '/v1/webhooks/stripe', service: 'payment' },
  { prefix: '/v1/sellers', service: 'seller' },
  { prefix: '/v1/seller/team', service: 'seller' },
  { prefix: '/v1/seller-invitations', service: 'seller' },
  { prefix: '/v1/seller-reviews', service: 'seller' },
  { prefix: '/v1/seller/store', service: 'seller' },
  { prefix: '/v1/seller/reviews', service: 'seller' },
  { prefix: '/v1/admin/seller-reviews', service: 'seller' },
  { prefix: '/v1/admin/shop-reports', service: 'seller' },
  { prefix: '/v1/notifications', service: 'notification' },
  { prefix: '/v1/admin/analytics', service: 'analytics' },
  { prefix: '/v1/seller/analytics', service: 'analytics' },
];
