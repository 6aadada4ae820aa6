import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import type { LogInChallenge, PasskeyCreation, PasskeyRequest } from '@haat/contracts/http/factors.ts';
import { TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode } from '@haat/testing/one-time-code.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';

let services: TestServices;
afterEach(() => services.stop());

const post = <Body = unknown>(
  path: string,
  body?: object,
  options: { token?: string; cookies?: Readonly<Record<string, string>> } = {},
) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...options,
  });
const staff = async () => {
  const account = { email: `${randomUUID()}@staff.example`, password: TEST_PASSWORD };
  await services.callAsService('auth', {
    method: 'POST',
    path: '/internal/users',
    body: { ...account, name: 'Ada', roles: ['customer', 'admin'] },
  });
  return account;
};
const REFUSED = [403, 'auth.second-factor-required'];
const forAdmin = (cookies: Readonly<Record<string, string>>) =>
  post<Session>('refresh', { audience: 'admin' }, { cookies });

describe('where staff need a second step, as they do when nothing is said', () => {
  it('a password alone opens the store, and not the admin surface', async () => {
    services = await startTestServices(['auth']);
    const { body, cookies } = await post<Session>('login', await staff());
    expect(decodeJwt(body.accessToken).aud).toBe('haat-store');
    expect(codeOf(await forAdmin(cookies))).toEqual(REFUSED);
    // Refused, not ended.
    expect((await post('refresh', undefined, { cookies })).status).toBe(200);
  });

  it('a code opens it, at once where two-step log-in is turned on and at every log-in from then on', async () => {
    services = await startTestServices(['auth']);
    const account = await staff();
    const { body, cookies } = await post<Session>('login', account);
    const { secret } = await turnTotpOn(services, body.accessToken);
    const admin = await forAdmin(cookies);
    expect([admin.status, decodeJwt(admin.body.accessToken).aud]).toEqual([200, 'haat-admin']);
    const { challenge } = (await post<LogInChallenge>('login', account)).body;
    const code = oneTimeCode(secret);
    const next = await post('login/second-factor', { challenge, method: 'totp', code });
    const again = await forAdmin(next.cookies);
    expect(decodeJwt(again.body.accessToken).amr).toEqual(['pwd', 'otp', 'mfa']);
  });

  it('a passkey opens it; one that was only added and never shown does not', async () => {
    services = await startTestServices(['auth']);
    const { body, cookies } = await post<Session>('login', await staff());
    const token = body.accessToken;
    const device = createTestAuthenticator();
    const creation = await post<PasskeyCreation>('passkeys/options', undefined, { token });
    await post('passkeys', { name: 'Key', credential: device.create(creation.body) }, { token });
    expect(codeOf(await forAdmin(cookies))).toEqual(REFUSED);
    const asked = await post<PasskeyRequest>('login/passkey/options');
    const into = await post('login/passkey', { credential: device.get(asked.body) });
    expect((await forAdmin(into.cookies)).status).toBe(200);
    // Or the session that is there already shows it.
    const again = await post<PasskeyRequest>('reauthenticate/passkey/options', undefined, { token });
    const credential = device.get(again.body);
    expect((await post('reauthenticate/passkey', { credential }, { token })).status).toBe(204);
    expect((await forAdmin(cookies)).status).toBe(200);
  });

  it('nobody else is asked for one', async () => {
    services = await startTestServices(['auth']);
    const account = { email: `${randomUUID()}@buyers.example`, password: TEST_PASSWORD };
    await services.callAsService('auth', {
      method: 'POST',
      path: '/internal/users',
      body: { ...account, name: 'Meera', roles: ['customer'] },
    });
    const { cookies } = await post('login', account);
    expect(codeOf(await forAdmin(cookies))).toEqual([403, 'auth.audience-refused']);
  });
});

it('where it is optional, a password opens the admin surface', async () => {
  services = await startTestServices(['auth'], { auth: { STAFF_MFA: 'optional' } });
  const { cookies } = await post('login', await staff());
  const admin = await forAdmin(cookies);
  expect([admin.status, decodeJwt(admin.body.accessToken).amr]).toEqual([200, ['pwd']]);
});
