import { type AccessTable, GUEST_OR_USER, role, USER } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /v1/checkout/quotes': GUEST_OR_USER,
  'POST /v1/orders': GUEST_OR_USER,
  'GET /v1/orders': USER,
  // A guest shows the order's key; the repositories check it.
  'GET /v1/orders/:id': GUEST_OR_USER,
  'GET /v1/orders/:id/events': GUEST_OR_USER,
  'POST /v1/orders/:id/payment': GUEST_OR_USER,
  'POST /v1/orders/:id/cancel': GUEST_OR_USER,
  'POST /v1/orders/lookup': GUEST_OR_USER,
  'GET /v1/seller/orders': role('seller'),
  'GET /v1/seller/orders/:id': role('seller'),
  'POST /v1/seller/orders/:id/pack': role('seller'),
  'POST /v1/seller/orders/:id/ship': role('seller'),
  'POST /v1/seller/orders/:id/deliver': role('seller'),
  'GET /v1/admin/orders': role('admin'),
  'GET /v1/admin/orders/:id': role('admin'),
  'POST /v1/admin/orders/:id/refund': role('admin'),
};
