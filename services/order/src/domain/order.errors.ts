import { defineError } from '@haat/platform/errors/domain-error.ts';

export const CartEmpty = defineError('order.cart-empty', 409, 'The cart is empty.');
export const CartChanged = defineError(
  'order.cart-changed',
  409,
  'Something in the cart is not for sale any more. Look at the cart again.',
);
export const CountryNotServed = defineError('order.country-not-served', 422, 'We do not ship there yet.');
export const RegionInvalid = defineError('order.region-invalid', 422, 'Choose a state from the list.');
export const QuoteNotFound = defineError('order.quote-not-found', 404, 'There is no such quote.');
export const QuoteExpired = defineError(
  'order.quote-expired',
  409,
  'The quote has expired. Look at the total again.',
);
export const QuoteChanged = defineError(
  'order.quote-changed',
  409,
  'A price or an item has changed. Look at the new total.',
);
export const OrderOutOfStock = defineError('order.out-of-stock', 409, 'Some items sold out just now.');
export const OrderNotFound = defineError('order.not-found', 404, 'There is no such order.');
export const OrderEnded = defineError('order.ended', 409, 'This order has ended.');
export const OrderNotPayable = defineError(
  'order.not-payable',
  409,
  'This order does not wait for a payment.',
);
export const CardNotFound = defineError('order.card-not-found', 404, 'There is no such card.');
export const OrderNotCancellable = defineError(
  'order.not-cancellable',
  409,
  'This order is on its way and cannot be cancelled any more.',
);
export const LineNotFound = defineError('order.line-not-found', 404, 'The order has no such item.');
export const LinesNotCancellable = defineError(
  'order.lines-not-cancellable',
  409,
  'Single items can be cancelled once the order is paid and until they are packed.',
);
export const TooManyUnits = defineError(
  'order.too-many-units',
  409,
  'There are not that many of this item left.',
);
export const OrderNotRefundable = defineError(
  'order.not-refundable',
  409,
  'There is no payment of this order to give back.',
);
export const WrongFulfilmentStep = defineError(
  'order.wrong-step',
  409,
  'The order is not in a state in which this can be done.',
);
export const TooManyStreams = defineError(
  'order.too-many-streams',
  429,
  'Too many pages follow orders from here. Close some of them.',
);
