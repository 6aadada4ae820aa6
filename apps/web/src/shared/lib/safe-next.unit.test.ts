import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('where to go after logging in', () => {
  it.each(['/checkout', '/orders/1?tab=2#top', '/'])('follows %s', (next) => {
    expect(safeNext(next)).toBe(next);
  });

  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/.//evil.test',
    'javascript:alert(1)',
    'orders',
    '',
    undefined,
    7,
  ])('stays at home for %j', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});
