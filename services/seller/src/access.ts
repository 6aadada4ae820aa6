import { type AccessTable, PUBLIC, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/sellers': PUBLIC,
  'GET /v1/sellers/:slug': PUBLIC,
  'GET /internal/stores/:slug': SERVICE,
  'POST /internal/stores': SERVICE,
};
