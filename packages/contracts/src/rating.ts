import type { Rating } from './http/catalog.ts';

/** @param histogram number of reviews by stars: index 0 is one star */
export function ratingOf(histogram: readonly number[]): Rating {
  const count = histogram.reduce((sum, each) => sum + each, 0);
  const stars = histogram.reduce((sum, each, index) => sum + each * (index + 1), 0);
  return { average: count === 0 ? 0 : Math.round((stars / count) * 100) / 100, count };
}
