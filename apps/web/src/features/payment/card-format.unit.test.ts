import { describe, expect, it } from 'vitest';
import { cardErrors, groupExpiry, groupNumber } from './card-format.ts';

describe('card fields', () => {
  it('groups the number by four', () => {
    expect(groupNumber('4242424242424242')).toBe('4242 4242 4242 4242');
    expect(groupNumber('4242-42')).toBe('4242 42');
  });

  it.each([
    ['12', '12'],
    ['123', '12/3'],
    ['12/28', '12/28'],
    ['9', '09'],
    ['12/2028', '12/28'],
  ])('writes the expiry %s as %s', (typed, shown) => {
    expect(groupExpiry(typed)).toBe(shown);
  });

  it('names what is missing', () => {
    expect(Object.keys(cardErrors({ number: '', expiry: '13/28', code: '12' }))).toEqual([
      'number',
      'expiry',
      'code',
    ]);
    expect(cardErrors({ number: '4242 4242 4242 4242', expiry: '12/28', code: '123' })).toEqual({});
  });
});
