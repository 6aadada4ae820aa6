import { type AccessTable, PUBLIC } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/search': PUBLIC,
  'GET /v1/search/suggestions': PUBLIC,
};
