import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCode, readRecoveryCode } from './recovery-code.ts';

it('is sixteen letters and digits in groups, and another one each time', () => {
  const codes = Array.from({ length: 50 }, newRecoveryCode);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set(codes).size).toBe(50);
});

it.each([
  ['0000-1111-abcd-efgh', '00001111abcdefgh'],
  ['0000 1111 ABCD EFGH', '00001111abcdefgh'],
  ['OOoo-IiLl-abcd-efgh', '00001111abcdefgh'],
  ['00001111abcdefgh', '00001111abcdefgh'],
])('is read however it is typed: %s', (typed, code) => {
  expect(readRecoveryCode(typed)).toBe(code);
});

it.each([
  '',
  '123456',
  '0000-1111-abcd-efg',
  '0000-1111-abcd-efghj',
  '0000-1111-abcd-efgu',
  '????????????????',
])('is not read out of %j', (typed) => {
  expect(readRecoveryCode(typed)).toBeUndefined();
});

it('has the same hash with and without its dashes, and another one for another user', () => {
  const [dashed, plain] = ['0000-1111-abcd-efgh', '00001111abcdefgh'];
  expect(hashRecoveryCode('a', dashed)).toEqual(hashRecoveryCode('a', plain));
  expect(hashRecoveryCode('b', plain)).not.toEqual(hashRecoveryCode('a', plain));
});
