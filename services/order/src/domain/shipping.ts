import type { ShippingOption } from '@haat/contracts/http/order.ts';
import type { RegionCode } from '@haat/contracts/region.ts';

export interface ShippingRate {
  readonly label: string;
  /** Minor units, a seller's part. */
  readonly price: number;
  /** A part of this subtotal or more ships free. */
  readonly freeFrom: number;
  readonly transitDays: number;
}

const NEVER = Number.POSITIVE_INFINITY;

export const SHIPPING: Readonly<Record<RegionCode, Record<ShippingOption, ShippingRate>>> = {
  us: {
    standard: { label: 'Standard', price: 499, freeFrom: 3500, transitDays: 3 },
    express: { label: 'Express', price: 1299, freeFrom: NEVER, transitDays: 1 },
  },
  in: {
    standard: { label: 'Standard', price: 4900, freeFrom: 49_900, transitDays: 4 },
    express: { label: 'Express', price: 14_900, freeFrom: NEVER, transitDays: 2 },
  },
  eu: {
    standard: { label: 'Standard', price: 490, freeFrom: 3900, transitDays: 3 },
    express: { label: 'Express', price: 1190, freeFrom: NEVER, transitDays: 1 },
  },
};
