import { type AccessTable, PUBLIC, SERVICE, USER, USER_IN_PERSON } from '@haat/platform/http/access.ts';

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
  'GET /.well-known/jwks.json': PUBLIC,
  'POST /internal/users': SERVICE,
  'GET /internal/revocations': SERVICE,
};
