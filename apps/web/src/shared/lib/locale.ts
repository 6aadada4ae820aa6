import type { Locale } from '@haat/contracts/http/auth.ts';

const OF_THE_MARKET: Locale = 'en-US';
let chosen: Locale = OF_THE_MARKET;

/** How dates are written: as the account says, else as everybody here does. */
export const currentLocale = (): Locale => chosen;

/** @param locale null where the account says nothing, or there is none */
export function setLocale(locale: Locale | null): void {
  chosen = locale ?? OF_THE_MARKET;
}
