import {
  type AccessTable,
  GUEST_OR_USER,
  GUEST_OR_USER_IN_PERSON,
  permission,
  SERVICE,
  USER,
} from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /v1/checkout/quotes': GUEST_OR_USER,
  'POST /v1/orders': GUEST_OR_USER_IN_PERSON,
  'GET /v1/orders': USER,
  // A guest shows the order's key; the repositories check it.
  'GET /v1/orders/:id': GUEST_OR_USER,
  'GET /v1/orders/:id/events': GUEST_OR_USER,
  'POST /v1/orders/:id/payment': GUEST_OR_USER_IN_PERSON,
  'POST /v1/orders/:id/cancel': GUEST_OR_USER,
  'POST /v1/orders/:id/cancellations/quote': GUEST_OR_USER,
  'POST /v1/orders/:id/cancellations': GUEST_OR_USER,
  'POST /v1/orders/lookup': GUEST_OR_USER,
  'GET /v1/seller/orders': permission('orders.read'),
  'GET /v1/seller/orders/:id': permission('orders.read'),
  'POST /v1/seller/orders/:id/pack': permission('orders.fulfil'),
  'POST /v1/seller/orders/:id/ship': permission('orders.fulfil'),
  'POST /v1/seller/orders/:id/deliver': permission('orders.fulfil'),
  'GET /v1/admin/orders': permission('admin.orders.read'),
  'GET /v1/admin/orders/:id': permission('admin.orders.read'),
  'POST /v1/admin/orders/:id/refund': permission('admin.orders.refund'),
  'POST /internal/personal-data': SERVICE,
  'POST /internal/open-orders': SERVICE,
};
