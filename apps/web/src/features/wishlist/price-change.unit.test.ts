import type { ProductCard } from '@haat/contracts/http/search.ts';
import { expect, it } from 'vitest';
import { priceChange } from './price-change.ts';

const since = (before: number, now: number, currency = 'USD') =>
  priceChange({
    priceWhenSaved: { amount: before, currency: 'USD' },
    product: { price: { amount: now, currency } } as ProductCard,
  });

it('says by how much a price fell or rose', () => {
  expect(since(2_000, 1_550)).toEqual({ cheaper: true, words: '$4.50 less than when you saved it' });
  expect(since(2_000, 2_001)).toEqual({ cheaper: false, words: '$0.01 more than when you saved it' });
});

it('says nothing of the same price, of another currency and of what is not for sale', () => {
  expect(since(2_000, 2_000)).toBeUndefined();
  expect(since(2_000, 1_000, 'EUR')).toBeUndefined();
  expect(priceChange({ priceWhenSaved: { amount: 1, currency: 'USD' }, product: null })).toBeUndefined();
});
