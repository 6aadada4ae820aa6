import { describe, expect, it } from 'vitest';
import { refuseWeakPassword } from './password-rules.ts';

const codeFor = (password: string, email = 'meera.nair@buyers.example') =>
  refuseWeakPassword(password, email).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );

describe('a new password', () => {
  it.each([
    'qwertyuiop',
    'QwertyUiop',
    '1234567890',
    'password123',
    'Password2026!',
    '!!sunshine99',
    'ｐａｓｓｗｏｒｄ１２３',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    '9876543210',
    'haathaat2026',
  ])('is refused that everybody tries first: %s', async (password) => {
    expect(await codeFor(password)).toBe('auth.password-common');
  });

  it.each(['meera.nair-2026', 'xxMeera.Nairxx', 'i-shop-at-buyers'])(
    'is refused with the address within: %s',
    async (password) => expect(await codeFor(password)).toBe('auth.password-contains-address'),
  );

  it.each([
    'correct horse battery',
    'a long pass phrase',
    'k7#pQ2vv9x',
    'password of my grandmother',
    'घोड़ा बैटरी स्टेपल',
    '          a b c d          ',
  ])('is taken otherwise, whatever it is made of: %s', async (password) => {
    expect(await codeFor(password)).toBe('taken');
  });

  it('may hold what is too short to be a name', async () => {
    expect(await codeFor('ann likes long walks', 'ann@x.io')).toBe('taken');
  });
});
