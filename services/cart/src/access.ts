import { type AccessTable, GUEST_OR_USER, SERVICE } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/cart': GUEST_OR_USER,
  'POST /v1/cart/items': GUEST_OR_USER,
  'PATCH /v1/cart/items/:offerId': GUEST_OR_USER,
  'DELETE /v1/cart/items/:offerId': GUEST_OR_USER,
  'POST /internal/carts/lines': SERVICE,
};
