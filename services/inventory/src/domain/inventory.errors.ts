import { defineError } from '@haat/platform/errors/domain-error.ts';

export const OutOfStock = defineError('inventory.out-of-stock', 409, 'Not enough units are left.');
export const ReservationClosed = defineError(
  'inventory.reservation-closed',
  409,
  'The reservation of this order has ended.',
);
export const StockNotFound = defineError('inventory.stock-not-found', 404, 'There is no such stock.');
export const WriteOffTooLarge = defineError(
  'inventory.write-off-too-large',
  409,
  'No more units can be written off than are available.',
);
