const formats = new Map<string, Intl.NumberFormat>();

/** An amount in minor units as English prints it, e.g. "$12.50". */
export function moneyText(minor: number, currency: string): string {
  // Making one costs far more than using it.
  const format = formats.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency });
  formats.set(currency, format);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
