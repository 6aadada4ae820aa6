import { defineError } from '@haat/platform/errors/domain-error.ts';

export const OfferUnavailable = defineError(
  'cart.offer-unavailable',
  404,
  'This offer is not for sale any more.',
);
export const OfferOutOfStock = defineError('cart.out-of-stock', 409, 'This offer is sold out.');
export const CartFull = defineError('cart.full', 409, 'The cart holds 50 different items at most.');
export const ProductUnavailable = defineError(
  'wishlist.product-unavailable',
  404,
  'This product is not for sale any more.',
);
export const WishlistFull = defineError('wishlist.full', 409, 'A wishlist holds 500 products at most.');
export const ItemNotInCart = defineError('cart.item-not-found', 404, 'This item is not in the cart.');
