import { expect, it } from 'vitest';
import { accountFrom } from './claims.ts';

const TOKEN = { iss: 'https://id.example', sub: '7' };
const address = (token: object, extra?: object) => {
  const { email, isEmailVerified } = accountFrom('company', { ...TOKEN, ...token }, { ...extra });
  return [email, isEmailVerified];
};

it('takes a verified address from the token, or from the user info', () => {
  const verified = { email: 'ada@id.example', email_verified: true };
  expect(address(verified)).toEqual(['ada@id.example', true]);
  expect(address({}, verified)).toEqual(['ada@id.example', true]);
});

it.each([[false], ['true'], [1], [undefined], [null]])('does not take %j for verified', (email_verified) => {
  expect(address({ email: 'ada@id.example', email_verified })).toEqual(['ada@id.example', false]);
});

it('does not put an address of one place and a word of the other together', () => {
  expect(address({ email: 'ada@id.example' }, { email: 'x@id.example', email_verified: true })).toEqual([
    'ada@id.example',
    false,
  ]);
  expect(address({ email_verified: true }, { email: 'ada@id.example' })).toEqual(['ada@id.example', false]);
});

it.each([['ada'], ['a@b'], ['a b@id.example'], [`${'a'.repeat(250)}@id.example`], [7], [null]])(
  'takes no %j for an address',
  (email) => {
    expect(address({ email, email_verified: true })).toEqual([null, false]);
  },
);

it('takes a name that says something', () => {
  const name = (claim: unknown) => accountFrom('company', { ...TOKEN, name: claim }).name;
  expect([name(' Ada '), name('  '), name(7), name(undefined)]).toEqual(['Ada', null, null, null]);
  expect(name('x'.repeat(300))).toHaveLength(100);
});
