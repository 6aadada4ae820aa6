import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal(randomBytes(32));

describe('what is sealed', () => {
  it('opens again, and looks different each time', () => {
    const [one, two] = [seal.close('a secret', 'key 1'), seal.close('a secret', 'key 1')];
    expect([seal.open(one, 'key 1'), seal.open(two, 'key 1')]).toEqual(['a secret', 'a secret']);
    expect(one.equals(two)).toBe(false);
    expect(one.toString('latin1')).not.toContain('a secret');
  });

  it.each([
    ['by another key', (sealed: Buffer) => createSeal(randomBytes(32)).open(sealed, 'key 1')],
    ['for something else', (sealed: Buffer) => seal.open(sealed, 'key 2')],
    ['cut off', (sealed: Buffer) => seal.open(sealed.subarray(0, -1), 'key 1')],
    ['empty', () => seal.open(Buffer.alloc(0), 'key 1')],
    [
      'with a bit changed',
      (sealed: Buffer) => {
        const changed = Buffer.from(sealed);
        changed[14] = (changed[14] ?? 0) ^ 1;
        return seal.open(changed, 'key 1');
      },
    ],
  ])('does not open %s', (_what, open) => {
    expect(open(seal.close('a secret', 'key 1'))).toBeUndefined();
  });
});
