import type { SavedCard } from '@haat/contracts/http/card.ts';

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

type Named = Pick<SavedCard, 'brand' | 'last4'>;
export const cardName = ({ brand, last4 }: Named): string => `${BRANDS[brand] ?? 'Card'} •••• ${last4}`;

/** The dots are read out one by one. */
export const spokenCardName = ({ brand, last4 }: Named): string =>
  `${BRANDS[brand] ?? 'Card'} ending in ${last4}`;

type Lasting = Pick<SavedCard, 'expMonth' | 'expYear'>;
export const expiryText = ({ expMonth, expYear }: Lasting): string =>
  `${String(expMonth).padStart(2, '0')}/${String(expYear).slice(-2)}`;

/** A card is good until the end of its month. */
export const isExpired = ({ expMonth, expYear }: Lasting, now: Date): boolean =>
  expYear < now.getFullYear() || (expYear === now.getFullYear() && expMonth < now.getMonth() + 1);
