import { defineError } from '@haat/platform/errors/domain-error.ts';

export const ProductNotFound = defineError('catalog.product-not-found', 404, 'There is no such product.');
export const NotPurchased = defineError(
  'review.not-purchased',
  403,
  'Only what was delivered to you can be reviewed.',
);
export const ReviewExists = defineError('review.exists', 409, 'You have reviewed this product already.');
export const ReviewNotFound = defineError('review.not-found', 404, 'There is no such review.');
export const ImportNotFound = defineError('import.not-found', 404, 'There is no such import.');
export const ImportUnreadable = defineError(
  'import.unreadable',
  400,
  'The first line of a CSV must name its columns: at least "id", "title", "category" and "price".',
);
export const SellerUnknown = defineError('import.seller-unknown', 404, 'There is no such seller.');
