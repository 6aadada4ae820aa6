import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const key = randomBytes(32);
const seal = createSeal([key]);

describe('what is sealed', () => {
  it('opens again, and looks different each time', () => {
    const [one, two] = [seal.close('a secret', 'key 1'), seal.close('a secret', 'key 1')];
    const opened = { plain: 'a secret', isStale: false };
    expect([seal.open(one, 'key 1'), seal.open(two, 'key 1')]).toEqual([opened, opened]);
    expect(one.equals(two)).toBe(false);
    expect(one.toString('latin1')).not.toContain('a secret');
  });

  it('opens by a key of before, and is closed by the one of today alone', () => {
    const rotated = createSeal([randomBytes(32), randomBytes(32), key]);
    const old = seal.close('a secret', 'key 1');
    expect(rotated.open(old, 'key 1')).toEqual({ plain: 'a secret', isStale: true });
    const anew = rotated.close('a secret', 'key 1');
    expect([rotated.open(anew, 'key 1')?.isStale, seal.open(anew, 'key 1')]).toEqual([false, undefined]);
  });

  it('tells whose no key opens, and nothing of what opens', () => {
    const refused: string[] = [];
    const other = createSeal([randomBytes(32)], (of) => refused.push(of));
    expect(other.open(other.close('a secret', 'key 1'), 'key 1')?.plain).toBe('a secret');
    expect([refused, other.open(seal.close('a secret', 'key 2'), 'key 2'), refused]).toEqual([
      ['key 2'],
      undefined,
      ['key 2'],
    ]);
  });

  it.each([
    [
      'by another key',
      (sealed: Buffer) => createSeal([randomBytes(32), randomBytes(32)]).open(sealed, 'key 1'),
    ],
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
