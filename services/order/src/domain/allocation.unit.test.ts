import { paidOrders } from '@haat/testing/paid-orders.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refundOf, unitCosts } from './allocation.ts';

const paidParts = paidOrders.map(({ parts }) => parts[0] as (typeof parts)[number]);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('what the units of a part cost', () => {
  it('adds up to what was paid for it, with the tax and the discount as they were stored', () => {
    fc.assert(
      fc.property(paidParts, (part) => {
        const units = unitCosts(part).flat();
        expect(sum(units.map((unit) => unit.paid)) + part.amounts.shipping).toBe(part.amounts.total);
        expect(sum(units.map((unit) => unit.price))).toBe(part.amounts.subtotal);
        expect(sum(units.map((unit) => unit.tax))).toBe(part.amounts.tax);
        expect(sum(units.map((unit) => unit.discount))).toBe(part.amounts.discount);
      }),
    );
  });

  it('is never negative, and differs between the units of a line by a minor unit of each share at most', () => {
    fc.assert(
      fc.property(paidParts, (part) => {
        for (const line of unitCosts(part)) {
          for (const unit of line) expect(Math.min(...Object.values(unit))).toBeGreaterThanOrEqual(0);
          const paid = line.map((unit) => unit.paid);
          expect(Math.max(...paid) - Math.min(...paid)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('is that of the stored line: 100 of tax on three units are 34, 33 and 33', () => {
    const [units = []] = unitCosts({
      amounts: { subtotal: 3_000, shipping: 499, tax: 100, discount: 50, total: 3_549 },
      lines: [
        { quantity: 3, unitPrice: { amount: 1_000 }, lineTotal: { amount: 3_000 }, tax: { amount: 100 } },
      ],
    });
    expect(units.map(({ tax, discount, paid }) => [tax, discount, paid])).toEqual([
      [34, 17, 1_017],
      [33, 17, 1_016],
      [33, 16, 1_017],
    ]);
  });

  it('holds the tax where the prices do', () => {
    const part = {
      amounts: { subtotal: 1_180, shipping: 0, tax: 180, discount: 0, total: 1_180 },
      lines: [
        { quantity: 2, unitPrice: { amount: 590 }, lineTotal: { amount: 1_180 }, tax: { amount: 180 } },
      ],
    };
    expect(refundOf(part, [{ position: 0, units: [1] }], 0)).toEqual({
      items: 590,
      discount: 0,
      tax: 90,
      shipping: 0,
      total: 590,
    });
  });

  it('is not guessed for a unit that was not bought', () => {
    const part = {
      amounts: { subtotal: 100, shipping: 0, tax: 0, discount: 0, total: 100 },
      lines: [{ quantity: 1, unitPrice: { amount: 100 }, lineTotal: { amount: 100 }, tax: { amount: 0 } }],
    };
    expect(() => refundOf(part, [{ position: 0, units: [1] }], 0)).toThrow(RangeError);
    expect(() => refundOf(part, [{ position: 1, units: [0] }], 0)).toThrow(RangeError);
  });
});
