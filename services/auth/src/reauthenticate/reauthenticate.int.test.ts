import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import type { PasskeyCreation, PasskeyRequest, Visit } from '@haat/contracts/http/factors.ts';
import { signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import { startTestProvider, type TestProvider } from '@haat/testing/test-provider.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let company: TestProvider;
beforeAll(async () => {
  company = await startTestProvider({
    id: 'company',
    returnUrls: ['http://localhost:8080/login/return/company'],
  });
  services = await startTestServices(['auth'], {
    auth: { OIDC_PROVIDERS: JSON.stringify([company.config]) },
  });
});
afterAll(async () => {
  await services.stop();
  await company.close();
});

const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(
  path: string,
  body: object | undefined,
  token?: string,
  cookies: Readonly<Record<string, string>> = {},
) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    cookies,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
/** What a stolen session would like to do. */
const act = async (token: string) => codeOf(await post('passkeys/options', undefined, token));
const STALE = [403, 'auth.reauthenticate'];
const DONE = [200, undefined];
const letTenMinutesPass = (userId: string) =>
  database()
    .updateTable('sessions')
    .set({ auth_time: sql<Date>`auth_time - interval '10 minutes'` })
    .where('user_id', '=', userId as never)
    .execute();
/** Logged in some time ago. */
const somebody = async () => {
  const { body, email, cookie } = await signUp(services);
  const account = { email, cookie, token: body.accessToken, userId: body.user.id };
  return account;
};
const stale = async () => {
  const account = await somebody();
  await letTenMinutesPass(account.userId);
  return account;
};
const amrAfterRefresh = async (cookie: string) => {
  const { body } = await post<Session>('refresh', undefined, undefined, { 'haat-refresh': cookie });
  return decodeJwt(body.accessToken).amr;
};

describe('a session that proved itself ten minutes ago', () => {
  it('may not do what a thief would, and may again after the password; another session may not', async () => {
    const { token, email, userId, cookie } = await somebody();
    const other = await post<Session>('login', { email, password: TEST_PASSWORD });
    expect(await act(token)).toEqual(DONE);
    await letTenMinutesPass(userId);
    expect(await act(token)).toEqual(STALE);
    expect((await post('reauthenticate', { password: TEST_PASSWORD }, token)).status).toBe(204);
    expect(await act(token)).toEqual(DONE);
    expect(await act(other.body.accessToken)).toEqual(STALE);
    expect(await amrAfterRefresh(cookie)).toEqual(['pwd']);
  });

  it('is not made fresh by a refresh', async () => {
    const { cookie } = await stale();
    const { body } = await post<Session>('refresh', undefined, undefined, { 'haat-refresh': cookie });
    expect(await act(body.accessToken)).toEqual(STALE);
  });

  it('stays as it is after a wrong password, and five of them close it', async () => {
    const { token } = await stale();
    for (let index = 0; index < 5; index++) {
      expect(codeOf(await post('reauthenticate', { password: 'not the password' }, token))).toEqual([
        403,
        'auth.wrong-password',
      ]);
    }
    expect(codeOf(await post('reauthenticate', { password: TEST_PASSWORD }, token))).toEqual([
      429,
      'auth.too-many-attempts',
    ]);
    expect(await act(token)).toEqual(STALE);
  });

  it('cannot be made fresh once it was ended', async () => {
    const { token, cookie } = await stale();
    await post('logout', undefined, undefined, { 'haat-refresh': cookie });
    // As long as the list of revocations has not been read, the token is still taken.
    await post('reauthenticate', { password: TEST_PASSWORD }, token);
    expect(await act(token)).not.toEqual(DONE);
  });
});

describe('a passkey', () => {
  const withPasskey = async () => {
    const account = await somebody();
    const device = createTestAuthenticator();
    const creation = await post<PasskeyCreation>('passkeys/options', undefined, account.token);
    await post('passkeys', { name: 'Laptop', credential: device.create(creation.body) }, account.token);
    await letTenMinutesPass(account.userId);
    return { ...account, device };
  };
  const ask = async (token: string) =>
    (await post<PasskeyRequest>('reauthenticate/passkey/options', undefined, token)).body;
  const answer = async (token: string, credential: object) =>
    codeOf(await post('reauthenticate/passkey', { credential }, token));

  it('makes the session fresh, and one of more than one factor', async () => {
    const { token, device, cookie } = await withPasskey();
    expect(await act(token)).toEqual(STALE);
    expect(await answer(token, device.get(await ask(token)))).toEqual([204, undefined]);
    expect(await act(token)).toEqual(DONE);
    expect(await amrAfterRefresh(cookie)).toEqual(['pwd', 'hwk', 'mfa']);
  });

  it('of another account does not, nor an answer that another session was asked for', async () => {
    const [mine, other] = [await withPasskey(), await withPasskey()];
    const REFUSED = [403, 'auth.passkey-refused'];
    expect(await answer(mine.token, other.device.get(await ask(mine.token)))).toEqual(REFUSED);
    const again = await post<Session>('login', { email: mine.email, password: TEST_PASSWORD });
    const asked = await ask(again.body.accessToken);
    expect(await answer(mine.token, mine.device.get(asked))).toEqual(REFUSED);
    expect(await act(mine.token)).toEqual(STALE);
  });
});

describe('an account without a password', () => {
  const setOut = (token: string) =>
    post<Visit>('reauthenticate/provider/visit', { provider: 'company' }, token);
  const byProvider = async () => {
    const user = company.addUser({ email: `${randomUUID()}@id.example` });
    const visit = await post<Visit>('login/provider/visit', { provider: 'company' });
    const query = await company.visit(visit.body.url, user);
    const { body } = await post<Session>(
      'login/provider',
      { provider: 'company', query },
      undefined,
      visit.cookies,
    );
    await letTenMinutesPass(body.user.id);
    return { user, token: body.accessToken };
  };
  const comeBack = async (token: string, user: { sub: string }) => {
    const { body, cookies } = await setOut(token);
    const query = await company.visit(body.url, user);
    return codeOf(await post('reauthenticate/provider', { provider: 'company', query }, token, cookies));
  };

  it('is proven again by a new log-in at the provider', async () => {
    const { token, user } = await byProvider();
    expect(codeOf(await post('reauthenticate', { password: 'null' }, token))).toEqual([
      403,
      'auth.wrong-password',
    ]);
    const { searchParams } = new URL((await setOut(token)).body.url);
    expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['login', '0']);
    expect(await act(token)).toEqual(STALE);
    expect(await comeBack(token, user)).toEqual([204, undefined]);
    expect(await act(token)).toEqual(DONE);
  });

  it('is not proven by another account there, also not by one of somebody else’s', async () => {
    const [mine, other] = [await byProvider(), await byProvider()];
    expect(await comeBack(mine.token, other.user)).toEqual([403, 'auth.identity-other']);
    expect(await comeBack(mine.token, company.addUser())).toEqual([403, 'auth.identity-other']);
    expect(await act(mine.token)).toEqual(STALE);
  });
});
