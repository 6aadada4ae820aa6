import { defineError } from '@haat/platform/errors/domain-error.ts';

export const StoreNotFound = defineError('seller.store-not-found', 404, 'There is no such store.');

export const NotDelivered = defineError(
  'seller-review.not-delivered',
  403,
  'Only the seller of a parcel that reached you can be reviewed.',
);
export const OwnStore = defineError('seller-review.own-store', 403, 'You act for this store yourself.');
export const SellerReviewExists = defineError(
  'seller-review.exists',
  409,
  'You have reviewed the seller for this parcel already.',
);
export const SellerReviewNotFound = defineError('seller-review.not-found', 404, 'There is no such review.');

export const ReportOpen = defineError(
  'shop-report.open',
  409,
  'You have reported this shop already, and we are looking at it.',
);
export const TooManyReports = defineError(
  'shop-report.too-many',
  429,
  'You have reported many shops today. Go on tomorrow.',
);
export const ReportNotFound = defineError('shop-report.not-found', 404, 'There is no such report.');
export const ReportResolved = defineError(
  'shop-report.resolved',
  409,
  'Somebody else has resolved this report already.',
);
