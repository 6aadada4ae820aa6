import { type AccessTable, role } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/admin/analytics/overview': role('admin'),
  'GET /v1/seller/analytics/overview': role('seller'),
};
