import { describe, expect, it } from 'vitest';
import { cardName, expiryText, isExpired, spokenCardName } from './card-words.ts';

describe('a kept card', () => {
  it('is named by its brand and its last digits', () => {
    expect(cardName({ brand: 'amex', last4: '0005' })).toBe('American Express •••• 0005');
    expect(spokenCardName({ brand: 'visa', last4: '4242' })).toBe('Visa ending in 4242');
  });

  it('of a brand that is new here is a card', () => {
    expect(cardName({ brand: 'constructor-bank', last4: '1111' })).toBe('Card •••• 1111');
  });

  it('shows its expiry as it is printed on it', () => {
    expect(expiryText({ expMonth: 3, expYear: 2029 })).toBe('03/29');
  });

  it.each([
    [2026, 11, false],
    [2026, 10, true],
    [2025, 12, true],
    [2027, 1, false],
  ])('of %i-%i has expired in November 2026: %s', (expYear, expMonth, expired) => {
    expect(isExpired({ expMonth, expYear }, new Date(2026, 10, 30))).toBe(expired);
  });
});
