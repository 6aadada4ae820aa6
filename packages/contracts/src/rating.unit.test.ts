import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingOf } from './rating.ts';

describe('a rating', () => {
  it.each([
    [[0, 0, 0, 0, 0], { average: 0, count: 0 }],
    [[0, 0, 0, 0, 3], { average: 5, count: 3 }],
    [[1, 0, 0, 0, 1], { average: 3, count: 2 }],
    [[0, 0, 1, 2, 0], { average: 3.67, count: 3 }],
  ])('of %j is %j', (histogram, rating) => {
    expect(ratingOf(histogram)).toEqual(rating);
  });

  it('lies between the worst and the best that was given', () => {
    const histograms = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(histograms, (histogram) => {
        const { average, count } = ratingOf(histogram);
        if (count === 0) return average === 0;
        const given = histogram.flatMap((each, index) => (each > 0 ? [index + 1] : []));
        return average >= Math.min(...given) && average <= Math.max(...given);
      }),
    );
  });
});
