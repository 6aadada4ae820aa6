import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './money.ts';

const amounts = fc.maxSafeInteger();
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + BigInt(value), 0n);

describe('allocate', () => {
  it('gives parts that add up to the amount, to the last unit', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts = allocate(amount, shares);
        expect(parts).toHaveLength(shares.length);
        expect(sum(parts)).toBe(BigInt(amount));
      }),
    );
  });

  it('keeps every part within one unit of its exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const total = sum(shares);
        fc.pre(total > 0n);
        for (const [index, part] of allocate(amount, shares).entries()) {
          const difference = BigInt(part) * total - BigInt(amount) * BigInt(shares[index] ?? 0);
          expect(difference < total && difference > -total).toBe(true);
        }
      }),
    );
  });

  it('gives nothing for no weight, where any weight is positive', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        fc.pre(sum(shares) > 0n);
        const parts = allocate(amount, [...shares, 0]);
        expect(parts.at(-1)).toBe(0);
      }),
    );
  });

  it('gives a heavier part no less than a lighter one', () => {
    fc.assert(
      fc.property(fc.nat(), weights, (amount, shares) => {
        const sorted = [...shares].sort((a, b) => b - a);
        fc.pre(sum(sorted) > 0n);
        const parts = allocate(amount, sorted);
        expect(parts).toEqual([...parts].sort((a, b) => b - a));
      }),
    );
  });

  it('takes back exactly what it gave', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        fc.pre(sum(shares) > 0n);
        expect(allocate(-amount, shares).map((part) => part + 0)).toEqual(
          allocate(amount, shares).map((part) => 0 - part),
        );
      }),
    );
  });

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 7], [2, 3]],
    [1, [1, 1], [1, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [0, 0], [7, 0]],
    [0, [2, 1], [0, 0]],
    [9_007_199_254_740_991, [1, 2], [3_002_399_751_580_330, 6_004_799_503_160_661]],
  ])('splits %i by %j into %j', (amount, shares, parts) => {
    expect(allocate(amount, shares)).toEqual(parts);
  });

  it('refuses to split among nobody', () => {
    expect(() => allocate(1, [])).toThrow(RangeError);
  });
});
