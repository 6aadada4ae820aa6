import { allocate } from '@haat/contracts/money.ts';
import type { Amounts } from './pricing.ts';

/** As much of a seller's part as decides what its units cost. Written at placement, never changed. */
export interface PaidPart {
  readonly amounts: Amounts;
  readonly lines: readonly {
    readonly quantity: number;
    readonly unitPrice: { readonly amount: number };
    readonly lineTotal: { readonly amount: number };
    readonly tax: { readonly amount: number };
  }[];
}

/** What one unit cost its buyer, in minor units. */
export interface UnitCost {
  readonly price: number;
  readonly discount: number;
  readonly tax: number;
  /** Price less discount, and the tax where it was charged on top. */
  readonly paid: number;
}

/** Whether the tax was added to the prices, or is held by them. A tax of nothing is neither. */
export const isTaxOnTop = ({ subtotal, shipping, tax, discount, total }: Amounts): boolean =>
  total === subtotal + shipping + tax - discount;

/**
 * What each unit of each line cost, so that the units of a part and its shipping add up to what was paid for it: the
 * discount falls on the lines by their totals, discount and tax of a line on its units alike, always by largest
 * remainder. It depends on nothing but the part as it was placed. Whoever gives units back, in whatever order and
 * number, takes these amounts and no others, and so nothing is lost or given twice (ADR 0028).
 */
export function unitCosts(part: PaidPart): UnitCost[][] {
  const onTop = isTaxOnTop(part.amounts);
  const discounts = allocate(
    part.amounts.discount,
    part.lines.map((line) => line.lineTotal.amount),
  );
  return part.lines.map((line, index) => {
    const units = Array.from({ length: line.quantity }, () => 1);
    const taxes = allocate(line.tax.amount, units);
    const reductions = allocate(discounts[index] ?? 0, units);
    return units.map((_, unit) => {
      const [price, discount, tax] = [line.unitPrice.amount, reductions[unit] ?? 0, taxes[unit] ?? 0];
      return { price, discount, tax, paid: price - discount + (onTop ? tax : 0) };
    });
  });
}

/** Units of a line are numbered from 0 to its quantity; the cancelled ones are the first. */
export interface LineTake {
  /** Place of the line in its part. */
  readonly position: number;
  readonly units: readonly number[];
}

/** What goes back for some units, in minor units. */
export interface RefundAmounts {
  readonly items: number;
  readonly discount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly total: number;
}

export const NOTHING: RefundAmounts = { items: 0, discount: 0, tax: 0, shipping: 0, total: 0 };

/** @param shipping of the part, where it goes back with them */
export function refundOf(part: PaidPart, takes: readonly LineTake[], shipping: number): RefundAmounts {
  const costs = unitCosts(part);
  const units = takes.flatMap((take) => costOf(costs, take));
  const sum = (pick: (unit: UnitCost) => number) => units.reduce((total, unit) => total + pick(unit), 0);
  return {
    items: sum((unit) => unit.price),
    discount: sum((unit) => unit.discount),
    tax: sum((unit) => unit.tax),
    shipping,
    total: sum((unit) => unit.paid) + shipping,
  };
}

function costOf(costs: readonly UnitCost[][], { position, units }: LineTake): UnitCost[] {
  return units.map((unit) => {
    const cost = costs[position]?.[unit];
    if (!cost) throw new RangeError(`line ${position} has no unit ${unit}`);
    return cost;
  });
}

export const addRefunds = (refunds: readonly RefundAmounts[]): RefundAmounts =>
  refunds.reduce(
    (sum, each) => ({
      items: sum.items + each.items,
      discount: sum.discount + each.discount,
      tax: sum.tax + each.tax,
      shipping: sum.shipping + each.shipping,
      total: sum.total + each.total,
    }),
    NOTHING,
  );
