import { describe, expect, it } from 'vitest';
import { dayWords, estimateArrival, timeLeft } from './dates.ts';

// A Tuesday, late in the evening: the day must not slip into the next one.
const NOW = new Date(2026, 10, 24, 23, 30);

describe('delivery dates', () => {
  it.each([
    ['2026-11-24', 'today'],
    ['2026-11-25', 'tomorrow'],
    ['2026-11-26', 'Thursday, Nov\u00a026'],
    ['2026-12-24', 'Thu, Dec\u00a024'],
    ['2026-11-20', 'Fri, Nov\u00a020'],
  ])('calls %s %s', (day, words) => {
    expect(dayWords(day, NOW)).toBe(words);
  });

  it('counts working days only', () => {
    // Dispatch on Wednesday, then Thursday, Friday and Monday on the road.
    expect(estimateArrival(1, NOW)).toBe('2026-11-30');
    expect(estimateArrival(0, NOW, 1)).toBe('2026-11-25');
  });
});

describe('time left to pay', () => {
  it('counts minutes and seconds down to nothing', () => {
    const until = new Date(NOW.getTime() + 245_000).toISOString();
    expect(timeLeft(until, NOW)).toBe('4:05');
    expect(timeLeft(NOW.toISOString(), NOW)).toBeUndefined();
  });
});
