import { type AccessTable, PUBLIC, role, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/categories': PUBLIC,
  'GET /v1/products/:idOrSlug': PUBLIC,
  'GET /v1/products/:id/reviews': PUBLIC,
  'GET /v1/media/art/:file': PUBLIC,
  'POST /v1/admin/imports': role('admin'),
  'GET /v1/admin/imports': role('admin'),
  'GET /v1/admin/imports/:id': role('admin'),
  'GET /v1/admin/imports/:id/rows': role('admin'),
  'GET /v1/admin/imports/:id/report.csv': role('admin'),
  'POST /internal/offers/batch': SERVICE,
  'POST /internal/reviews': SERVICE,
};
