import { describe, expect, it } from 'vitest';
import { readPrice } from './price.ts';

describe('prices that can be read', () => {
  it.each([
    ['$237.68', 23_768],
    ['12.5', 1_250],
    ['99', 9_900],
    ['$1,234.50', 123_450],
    ['$6.94 $ 6 . 94', 694],
    ['$ 19 99 $39.95 #listPriceLegalMessageText { margin: 0 } Save $19.96 (50%)', 1_999],
  ])('reads %s', (text, amount) => {
    expect(readPrice(text)).toEqual({ amount });
  });
});

describe('prices that leave doubt', () => {
  it.each([
    ['', 'import.price-missing'],
    ['$74.99 - $249.99', 'import.price-range'],
    ['$895.00 - $2,497.50', 'import.price-range'],
    ['Total price:', 'import.price-unreadable'],
    ['$6.94 $ 7 . 94', 'import.price-unreadable'],
    ['-5.00', 'import.price-unreadable'],
    ['1e9', 'import.price-unreadable'],
    ['$0.00', 'import.price-zero'],
    ['$99,999,999,999.00', 'import.price-too-high'],
    ['=1+1', 'import.price-unreadable'],
  ])('refuses %j with %s', (text, code) => {
    expect(readPrice(text)).toMatchObject({ rejection: { code } });
  });
});
