import { describe, expect, it } from 'vitest';
import { formatMoney, formatWhole, percentOff } from './money.ts';

describe('money', () => {
  it.each([
    [{ amount: 0, currency: 'USD' }, '$0.00'],
    [{ amount: 123456, currency: 'USD' }, '$1,234.56'],
    [{ amount: -50, currency: 'USD' }, '-$0.50'],
    [{ amount: 12345678, currency: 'INR' }, '₹1,23,456.78'],
    [{ amount: 1999, currency: 'EUR' }, '€19.99'],
    [{ amount: 500, currency: 'JPY' }, '¥500'],
  ])('writes %j as %s', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });

  it('leaves cents out where they are noise', () => {
    expect(formatWhole({ amount: 2500, currency: 'USD' })).toBe('$25');
  });

  it('never promises more percent off than is given', () => {
    const price = { amount: 6667, currency: 'USD' };
    expect(percentOff(price, { amount: 10000, currency: 'USD' })).toBe(33);
    expect(percentOff(price, price)).toBeUndefined();
    expect(percentOff(price, null)).toBeUndefined();
    expect(percentOff({ amount: 9999, currency: 'USD' }, { amount: 10000, currency: 'USD' })).toBeUndefined();
  });
});
