import { expect, it } from 'vitest';
import { cut } from './format.ts';

it('cuts a text between characters, never inside one', () => {
  expect(cut('short', 10)).toBe('short');
  expect(cut('abcdef', 3)).toBe('abc');
  expect(cut('ab👩‍👩‍👧cd', 3)).toBe('ab👩‍👩‍👧');
});
