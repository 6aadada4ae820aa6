import { expect, it } from 'vitest';
import { readProviders } from './provider-config.ts';

const google = {
  id: 'google',
  name: 'Google',
  issuer: 'https://accounts.google.com',
  clientId: 'haat',
  clientSecret: 'a secret',
};
const read = (...providers: unknown[]) => readProviders(JSON.stringify(providers));

it('reads none, one and several', () => {
  expect(readProviders('[]')).toEqual([]);
  expect(read(google, { ...google, id: 'company', issuer: 'http://127.0.0.1:9000/realm' })).toHaveLength(2);
});

it.each([
  ['what is no JSON', '[', 'is not JSON'],
  ['what is no list', '{}', 'must be array'],
  ['a provider without a secret', JSON.stringify([{ ...google, clientSecret: undefined }]), 'clientSecret'],
  ['an unknown field', JSON.stringify([{ ...google, secret: 'x' }]), '/0/secret is not a known field'],
  ['an issuer over plain http', JSON.stringify([{ ...google, issuer: 'http://id.example' }]), '/0/issuer'],
  [
    'a host that only begins like this machine',
    JSON.stringify([{ ...google, issuer: 'http://localhost.evil.test' }]),
    '/0/issuer',
  ],
  ['an issuer with a query', JSON.stringify([{ ...google, issuer: 'https://id.example?x' }]), '/0/issuer'],
  ['a name for two of them', JSON.stringify([google, google]), 'google is there twice'],
])('refuses %s, and repeats no secret', (_what, text, message) => {
  let said = '';
  try {
    readProviders(text);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain('OIDC_PROVIDERS');
  expect(said).toContain(message);
  expect(said).not.toContain('a secret');
});
