import { type Static, Type } from 'typebox';

export const RegionCode = Type.Union([Type.Literal('us'), Type.Literal('in'), Type.Literal('eu')], {
  default: 'us',
});
export type RegionCode = Static<typeof RegionCode>;

export interface Region {
  /** The one currency in which a marketplace sells and settles. */
  readonly currency: string;
  readonly locale: string;
  /** ISO 3166-1 alpha-2 codes of the countries shipped to. */
  readonly countries: readonly string[];
}

export const REGIONS: Readonly<Record<RegionCode, Region>> = {
  us: { currency: 'USD', locale: 'en-US', countries: ['US'] },
  in: { currency: 'INR', locale: 'en-IN', countries: ['IN'] },
  eu: { currency: 'EUR', locale: 'en-IE', countries: ['DE', 'FR', 'IE', 'IT', 'ES', 'NL', 'BE', 'AT', 'PT'] },
};
