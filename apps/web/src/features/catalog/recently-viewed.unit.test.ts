import type { ProductCard } from '@haat/contracts/http/search.ts';
import { describe, expect, it } from 'vitest';
import { withViewed } from './recently-viewed.ts';

const card = (id: string): ProductCard => ({
  id,
  slug: id,
  title: id,
  brand: null,
  categoryId: 'toys',
  imageUrl: '',
  offerId: id,
  price: { amount: 100, currency: 'USD' },
  listPrice: null,
  sellerName: 'Shop',
  offerCount: 1,
  variantCount: 1,
  rating: { average: 0, count: 0 },
  inStock: true,
  dispatchDays: 1,
});

describe('recently viewed products', () => {
  it('puts the newest first and keeps each product once', () => {
    const cards = withViewed([card('a'), card('b')], card('b'));
    expect(cards.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('forgets the oldest beyond twelve', () => {
    const many = Array.from({ length: 12 }, (_, index) => card(`p${index}`));
    const cards = withViewed(many, card('new'));
    expect(cards).toHaveLength(12);
    expect(cards[0]?.id).toBe('new');
    expect(cards.at(-1)?.id).toBe('p10');
  });
});
