import type { Address } from '@haat/contracts/http/order.ts';
import type { RegionCode } from '@haat/contracts/region.ts';

/**
 * State-wide sales tax in hundredths of a percent, as the states' revenue departments publish them for 2026. Local
 * surtaxes are not in it: a marketplace that must collect them plugs in a tax service.
 */
const US_STATES: Readonly<Record<string, number>> = {
  AL: 400,
  AK: 0,
  AZ: 560,
  AR: 650,
  CA: 725,
  CO: 290,
  CT: 635,
  DE: 0,
  DC: 600,
  FL: 600,
  GA: 400,
  HI: 400,
  ID: 600,
  IL: 625,
  IN: 700,
  IA: 600,
  KS: 650,
  KY: 600,
  LA: 500,
  ME: 550,
  MD: 600,
  MA: 625,
  MI: 600,
  MN: 688,
  MS: 700,
  MO: 423,
  MT: 0,
  NE: 550,
  NV: 685,
  NH: 0,
  NJ: 663,
  NM: 488,
  NY: 400,
  NC: 475,
  ND: 500,
  OH: 575,
  OK: 450,
  OR: 0,
  PA: 600,
  RI: 700,
  SC: 600,
  SD: 420,
  TN: 700,
  TX: 625,
  UT: 485,
  VT: 600,
  VA: 430,
  WA: 650,
  WV: 600,
  WI: 500,
  WY: 400,
};

/** Standard rates of value added tax, in hundredths of a percent. */
const EU_COUNTRIES: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  DE: 1900,
  ES: 2100,
  FR: 2000,
  IE: 2300,
  IT: 2200,
  NL: 2100,
  PT: 2300,
};

const INDIA_GST = 1800;
const WHOLE = 10_000;

export interface Tax {
  readonly amount: number;
  /** The price holds the tax already. */
  readonly included: boolean;
}

/** Whether the address names a region that tax can be worked out for. */
export const isTaxableRegion = (region: RegionCode, address: Address): boolean =>
  region !== 'us' || Object.hasOwn(US_STATES, address.region);

/** Tax of one line, rounded half up, on its own: the sum over lines is what is charged and stored. */
export function taxOf(region: RegionCode, address: Address, amount: number): Tax {
  switch (region) {
    case 'us':
      return { amount: onTop(amount, US_STATES[address.region] ?? 0), included: false };
    case 'in':
      return { amount: within(amount, INDIA_GST), included: true };
    case 'eu':
      return { amount: within(amount, EU_COUNTRIES[address.country] ?? 0), included: true };
  }
}

const onTop = (amount: number, rate: number): number => Math.floor((amount * rate + WHOLE / 2) / WHOLE);
const within = (amount: number, rate: number): number =>
  Math.floor((amount * rate + (WHOLE + rate) / 2) / (WHOLE + rate));
