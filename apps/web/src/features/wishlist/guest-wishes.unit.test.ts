import { describe, expect, it } from 'vitest';
import { toggled } from './guest-wishes.ts';

describe('a guest’s wishes', () => {
  it('gain what is new at the end and lose what is there', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('let the oldest go where there is no room', () => {
    const full = Array.from({ length: 100 }, (_, index) => `id-${index}`);
    const next = toggled(full, 'new');
    expect([next.length, next[0], next.at(-1)]).toEqual([100, 'id-1', 'new']);
  });
});
