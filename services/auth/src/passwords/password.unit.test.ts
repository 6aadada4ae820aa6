import { parseOptions } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { checkPassword, DECOY, hashPassword, isOutdated } from './password.ts';

it('an unknown address is checked against a hash that takes as much work as one of an account, and that nothing matches', async () => {
  const stored = await hashPassword('three quiet words');
  expect(parseOptions(DECOY)).toEqual(parseOptions(stored));
  expect([isOutdated(stored), isOutdated(DECOY)]).toEqual([false, false]);
  expect(await checkPassword(stored, 'three quiet words')).toBe(true);
  expect(await checkPassword(undefined, 'three quiet words')).toBe(false);
});
