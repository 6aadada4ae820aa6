import { type AccessTable, PUBLIC, permission, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/categories': PUBLIC,
  'GET /v1/products/:idOrSlug': PUBLIC,
  'GET /v1/products/:id/reviews': PUBLIC,
  'GET /v1/media/art/:file': PUBLIC,
  'POST /v1/admin/imports': permission('admin.catalogue.import'),
  'GET /v1/admin/imports': permission('admin.catalogue.read'),
  'GET /v1/admin/imports/:id': permission('admin.catalogue.read'),
  'GET /v1/admin/imports/:id/rows': permission('admin.catalogue.read'),
  'GET /v1/admin/imports/:id/report.csv': permission('admin.catalogue.read'),
  'POST /internal/offers/batch': SERVICE,
  'POST /internal/products/batch': SERVICE,
  'POST /internal/reviews': SERVICE,
};
