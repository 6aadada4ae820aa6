import { type AccessTable, permission } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/admin/analytics/overview': permission('admin.analytics.read'),
  'GET /v1/seller/analytics/overview': permission('analytics.read'),
};
