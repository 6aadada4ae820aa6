import {
  type AccessTable,
  PUBLIC,
  permission,
  permissionInPerson,
  SERVICE,
  USER,
  USER_IN_PERSON,
} from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /v1/auth/register': PUBLIC,
  // Proved by the cookie of the registration.
  'POST /v1/auth/register/confirm': PUBLIC,
  'POST /v1/auth/register/resend': PUBLIC,
  // Proved by the link itself.
  'POST /v1/auth/register/link': PUBLIC,
  'POST /v1/auth/email-verification': USER_IN_PERSON,
  'POST /v1/auth/email-verification/code': USER_IN_PERSON,
  'POST /v1/auth/email-verification/link': PUBLIC,
  'POST /v1/auth/login': PUBLIC,
  // Both are proved by the refresh cookie.
  'POST /v1/auth/refresh': PUBLIC,
  'POST /v1/auth/logout': PUBLIC,
  'GET /v1/auth/me': USER,
  'GET /v1/account/addresses': USER,
  'POST /v1/account/addresses': USER_IN_PERSON,
  'PUT /v1/account/addresses/:id': USER_IN_PERSON,
  'DELETE /v1/account/addresses/:id': USER_IN_PERSON,
  'GET /v1/admin/audit': permission('admin.audit.read'),
  'GET /v1/admin/staff': permission('admin.staff.manage'),
  'POST /v1/admin/staff': permissionInPerson('admin.staff.manage'),
  'PATCH /v1/admin/staff/:userId': permissionInPerson('admin.staff.manage'),
  'DELETE /v1/admin/staff/:userId': permissionInPerson('admin.staff.manage'),
  'GET /v1/admin/customers': permission('admin.customers.read'),
  'GET /v1/admin/customers/:id': permission('admin.customers.read'),
  'POST /v1/admin/customers/:id/disable': permission('admin.customers.manage'),
  'POST /v1/admin/customers/:id/enable': permission('admin.customers.manage'),
  'POST /v1/admin/customers/:id/impersonate': permissionInPerson('admin.impersonate'),
  'GET /.well-known/jwks.json': PUBLIC,
  'POST /internal/users': SERVICE,
  'GET /internal/revocations': SERVICE,
};
