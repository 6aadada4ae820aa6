import { describe, expect, it } from 'vitest';
import { enrolmentOf, stepOfCode } from './totp.ts';

/** Of RFC 6238, appendix B; the last six of its eight digits. */
const SECRET = Buffer.from('12345678901234567890');
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('a code', () => {
  it.each(VECTORS)('of the RFC at second %i is %s', (second, code) => {
    expect(stepOfCode(SECRET, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it('is taken one step early and one late, and tells its own step', () => {
    const step = Math.floor(1_234_567_890 / 30);
    const at = (offset: number) => stepOfCode(SECRET, '005924', (step + offset) * 30_000);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([undefined, step, step, step, undefined]);
  });

  it.each(['', '287083', '28708', '2870820', '28708 2', 'abcdef'])('%j is none', (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeUndefined();
  });
});

it('an app is told all that it needs, whatever is in the address', () => {
  const { secret, uri } = enrolmentOf(SECRET, 'Haat', 'a&b+c@buyers.example');
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const url = new URL(uri);
  expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Haat:a&b+c@buyers.example',
  ]);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Haat',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
