import { type AccessTable, role, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /internal/reservations': SERVICE,
  'POST /internal/reservations/:orderId/release': SERVICE,
  'GET /v1/seller/inventory': role('seller'),
  'POST /v1/seller/inventory/:offerId/adjustments': role('seller'),
};
