import { describe, expect, it } from 'vitest';
import {
  readBrands,
  readSearchParams,
  toggleBrand,
  toSearchQuery,
  without,
  withoutFilters,
  writeBrands,
} from './search-params.ts';

describe('search parameters', () => {
  it('reads an address into what the API is asked', () => {
    const params = readSearchParams({
      q: ' red kite ',
      category: 'toys-kites',
      priceMin: '1000',
      priceMax: '2500',
      minRating: '4',
      inStock: 'true',
      sort: 'price-asc',
    });
    expect(toSearchQuery(params)).toEqual({
      q: 'red kite',
      category: 'toys-kites',
      priceMin: 1000,
      priceMax: 2500,
      minRating: 4,
      inStock: true,
      sort: 'price-asc',
    });
  });

  it('drops what makes no sense', () => {
    const raw = {
      q: '  ',
      category: 'Not A Slug',
      priceMin: '-1',
      priceMax: '9.5',
      minRating: '6',
      sort: 'odd',
      inStock: 'no',
    };
    expect(readSearchParams(raw)).toEqual({});
  });

  it('keeps a search for digits a text', () => {
    expect(readSearchParams({ q: '501' })).toEqual({ q: '501' });
  });

  it('does not spell out the sort order that is the usual one', () => {
    expect(readSearchParams({ sort: 'relevance' })).toEqual({});
  });

  it.each([[['Acme, Inc.', 'B&Q']], [['100% Wool']], [['a%2Cb']]])(
    'brings brands %j back as they were',
    (brands) => {
      expect(readBrands(writeBrands(brands))).toEqual(brands);
    },
  );

  it('adds a brand and takes it away again', () => {
    const added = toggleBrand({ q: 'kite' }, 'Acme, Inc.');
    expect(added).toEqual({ q: 'kite', brand: 'Acme%2C Inc.' });
    expect(toggleBrand(added, 'Acme, Inc.')).toEqual({ q: 'kite' });
  });

  it('leaves out the named filters', () => {
    expect(without({ q: 'kite', priceMin: 1, priceMax: 2 }, 'priceMin', 'priceMax')).toEqual({ q: 'kite' });
  });

  it('leaves out every filter but what the path fixes', () => {
    const params = {
      q: 'kite',
      sort: 'newest',
      category: 'toys',
      seller: 'kite-club',
      minRating: 4,
      priceMax: 9,
    } as const;
    expect(withoutFilters(params, [])).toEqual({ q: 'kite', sort: 'newest' });
    expect(withoutFilters(params, ['category'])).toEqual({ q: 'kite', sort: 'newest', category: 'toys' });
    expect(withoutFilters(params, ['seller'])).toEqual({ q: 'kite', sort: 'newest', seller: 'kite-club' });
  });
});
