import { type AccessTable, permission, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'POST /internal/reservations': SERVICE,
  'POST /internal/reservations/:orderId/release': SERVICE,
  'GET /v1/seller/inventory': permission('stock.read'),
  'POST /v1/seller/inventory/:offerId/adjustments': permission('stock.edit'),
};
