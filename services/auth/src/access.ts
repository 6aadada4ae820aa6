import { type AccessTable, PUBLIC, SERVICE, USER } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /v1/auth/register': PUBLIC,
  'POST /v1/auth/login': PUBLIC,
  // Both are proved by the refresh cookie.
  'POST /v1/auth/refresh': PUBLIC,
  'POST /v1/auth/logout': PUBLIC,
  'GET /v1/auth/me': USER,
  'GET /.well-known/jwks.json': PUBLIC,
  'POST /internal/users': SERVICE,
  'GET /internal/revocations': SERVICE,
};
