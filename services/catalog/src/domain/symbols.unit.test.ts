import { describe, expect, it } from 'vitest';
import { symbolOfCategory, symbolOfTitle } from './symbols.ts';

describe('the symbol of a title', () => {
  it.each([
    ['Fernleaf Garden Honey Jar', 'honey-pot'],
    ['Arcadia Frame Monitor 27"', 'desktop-computer'],
    ['Northwind Aero Desk Microphone', 'studio-microphone'],
    ['Kids Skateboard Helmet with Stickers, Blue', 'rescue-workers-helmet'],
  ])('is that of what "%s" is, not of a word beside it', (title, symbol) => {
    expect(symbolOfTitle(title, 'shopping-bags')).toBe(symbol);
  });

  it('falls back to the category where no word is known', () => {
    expect(symbolOfTitle('Xyzzy 3000', 'camera')).toBe('camera');
  });
});

it('finds the symbol of a category by its id, then by its name', () => {
  expect(symbolOfCategory('fashion', 'Fashion')).toBe('t-shirt');
  expect(symbolOfCategory('unheard-of', 'Garden tools')).toBe('potted-plant');
});
