import type { Money } from '@haat/contracts/money.ts';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${currency}${whole}`;
  let format = formats.get(key);
  if (!format) {
    const locale = currency === 'INR' ? 'en-IN' : currency === 'EUR' ? 'en-IE' : 'en-US';
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(whole ? { maximumFractionDigits: 0 } : {}),
    });
    formats.set(key, format);
  }
  return format;
}

const minorUnits = (currency: string): number =>
  10 ** (formatOf(currency, false).resolvedOptions().maximumFractionDigits ?? 2);

export const formatMoney = ({ amount, currency }: Money): string =>
  formatOf(currency, false).format(amount / minorUnits(currency));

/** For axes and filters, where cents are noise. */
export const formatWhole = ({ amount, currency }: Money): string =>
  formatOf(currency, true).format(amount / minorUnits(currency));

/** Percent off, rounded down so that it never promises more than is given; undefined below one percent. */
export function percentOff(price: Money, listPrice: Money | null): number | undefined {
  if (!listPrice || listPrice.amount <= price.amount) return undefined;
  const percent = Math.floor(((listPrice.amount - price.amount) / listPrice.amount) * 100);
  return percent > 0 ? percent : undefined;
}
