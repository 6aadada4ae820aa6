import { defineError } from '@haat/platform/errors/domain-error.ts';

export const ProductNotFound = defineError('catalog.product-not-found', 404, 'There is no such product.');
export const ImportNotFound = defineError('import.not-found', 404, 'There is no such import.');
export const ImportUnreadable = defineError(
  'import.unreadable',
  400,
  'The file is not a CSV with a header that we know.',
);
export const SellerUnknown = defineError('import.seller-unknown', 404, 'There is no such seller.');
