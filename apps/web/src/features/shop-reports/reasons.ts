import type { ShopReportReason } from '@haat/contracts/http/shop-report.ts';

export const REPORT_REASONS: readonly (readonly [ShopReportReason, string])[] = [
  ['counterfeit', 'It sells counterfeits'],
  ['misleading', 'It describes things wrongly'],
  ['prohibited', 'It sells what must not be sold'],
  ['abusive', 'It was rude or threatened me'],
  ['other', 'Something else'],
];

export const reasonWords = (reason: ShopReportReason): string =>
  REPORT_REASONS.find(([each]) => each === reason)?.[1] ?? reason;
