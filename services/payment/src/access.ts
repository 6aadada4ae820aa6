import { type AccessTable, SERVICE, SIGNED } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /internal/payments': SERVICE,
  'POST /internal/payments/:orderId/cancel': SERVICE,
  'POST /v1/webhooks/stripe': SIGNED,
};
