import { type AccessTable, PUBLIC } from '@haat/platform/http/access.ts';

/** The gateway's own routes. What it forwards is judged by the service that answers. */
export const access: AccessTable = {
  'POST /graphql': PUBLIC,
  'GET /openapi.json': PUBLIC,
  // What browsers ask before a request from another site.
  'OPTIONS *': PUBLIC,
};
