import { describe, expect, it } from 'vitest';
import { availabilityOf, mergeLines } from './stock.ts';

describe('availability', () => {
  it.each([
    [0, 'out_of_stock'],
    [1, 'low_stock'],
    [5, 'low_stock'],
    [6, 'in_stock'],
  ])('calls %i units with a threshold of five %s', (units, expected) => {
    expect(availabilityOf(units, 5)).toBe(expected);
  });
});

describe('mergeLines', () => {
  it('adds up lines of one offer and sorts by offer, so that two orders lock alike', () => {
    expect(
      mergeLines([
        { offerId: 'b', quantity: 1 },
        { offerId: 'a', quantity: 2 },
        { offerId: 'b', quantity: 3 },
      ]),
    ).toEqual([
      { offerId: 'a', quantity: 2 },
      { offerId: 'b', quantity: 4 },
    ]);
  });
});
