import { type AccessTable, SERVICE, SIGNED, USER, USER_IN_PERSON } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /internal/payments': SERVICE,
  'POST /internal/payments/:orderId/cancel': SERVICE,
  'POST /internal/payments/:orderId/keep-card': SERVICE,
  'POST /internal/payments/:orderId/charge': SERVICE,
  'GET /v1/cards': USER,
  'DELETE /v1/cards/:id': USER_IN_PERSON,
  'POST /v1/webhooks/stripe': SIGNED,
};
