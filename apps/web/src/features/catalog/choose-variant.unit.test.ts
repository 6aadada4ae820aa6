import type { Offer, ProductDetail } from '@haat/contracts/http/catalog.ts';
import { describe, expect, it } from 'vitest';
import { firstOptions, offersOf, pickOption, variantOf } from './choose-variant.ts';

const offer = (id: string, variantId: string, availability: Offer['availability']): Offer => ({
  id,
  variantId,
  sellerId: 's',
  sellerName: 'Shop',
  sellerSlug: 'shop',
  sellerRating: { average: 0, count: 0 },
  sku: id,
  price: { amount: 100, currency: 'USD' },
  listPrice: null,
  condition: 'new',
  dispatchDays: 1,
  availability,
});
const SHIRT: ProductDetail = {
  id: 'p',
  slug: 'shirt',
  title: 'Shirt',
  brand: null,
  breadcrumbs: [],
  description: '',
  highlights: [],
  attributes: [],
  images: [],
  axes: [
    { name: 'Size', values: ['S', 'L'] },
    { name: 'Color', values: ['Red', 'Blue'] },
  ],
  variants: [
    { id: 's-red', options: { Size: 'S', Color: 'Red' } },
    { id: 'l-red', options: { Size: 'L', Color: 'Red' } },
    { id: 'l-blue', options: { Size: 'L', Color: 'Blue' } },
  ],
  offers: [
    offer('o1', 's-red', 'out_of_stock'),
    offer('o2', 'l-red', 'in_stock'),
    offer('o3', 'l-blue', 'low_stock'),
  ],
  rating: { average: 0, count: 0 },
  ratingHistogram: [0, 0, 0, 0, 0],
};

describe('choosing a variant', () => {
  it('opens on something that can be bought', () => {
    expect(firstOptions(SHIRT)).toEqual({ Size: 'L', Color: 'Red' });
  });

  it('keeps the other choices when one is changed', () => {
    expect(pickOption(SHIRT, { Size: 'L', Color: 'Red' }, 'Color', 'Blue')).toEqual({
      Size: 'L',
      Color: 'Blue',
    });
  });

  it('goes to the nearest variant where the combination does not exist', () => {
    expect(pickOption(SHIRT, { Size: 'S', Color: 'Red' }, 'Color', 'Blue')).toEqual({
      Size: 'L',
      Color: 'Blue',
    });
  });

  it('finds the offers of the chosen variant only', () => {
    const variant = variantOf(SHIRT.variants, { Size: 'L', Color: 'Blue' });
    expect(offersOf(SHIRT, variant).map(({ id }) => id)).toEqual(['o3']);
    expect(offersOf(SHIRT, undefined)).toEqual([]);
  });
});
