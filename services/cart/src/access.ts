import { type AccessTable, GUEST_OR_USER, SERVICE, USER } from '@haat/platform/http/access.ts';

export const access: AccessTable = {
  'GET /v1/cart': GUEST_OR_USER,
  'POST /v1/cart/items': GUEST_OR_USER,
  'PATCH /v1/cart/items/:offerId': GUEST_OR_USER,
  'DELETE /v1/cart/items/:offerId': GUEST_OR_USER,
  'GET /v1/wishlist': USER,
  'GET /v1/wishlist/product-ids': USER,
  'PUT /v1/wishlist/items/:productId': USER,
  'DELETE /v1/wishlist/items/:productId': USER,
  'POST /v1/wishlist/merge': USER,
  'POST /internal/carts/lines': SERVICE,
  'POST /internal/personal-data': SERVICE,
};
