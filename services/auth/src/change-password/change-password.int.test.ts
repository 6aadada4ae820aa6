import type { Session } from '@haat/contracts/http/auth.ts';
import { linkTo, mailsHandedOver, mailsTo, mailTo, signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
});
afterAll(() => services.stop());

const NEW_PASSWORD = 'four other quiet words';
const logIn = (email: string, password: string) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/login',
    body: { email, password },
  });
const change = (token: string, currentPassword: string, newPassword = NEW_PASSWORD) =>
  services.call('auth', {
    method: 'POST',
    path: '/v1/auth/password',
    token,
    body: { currentPassword, newPassword },
  });
const refreshWith = (cookie: string) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/refresh',
    cookies: { 'haat-refresh': cookie },
  });
const me = async (token: string) => {
  await services.revocations.refresh();
  return codeOf(await services.call('auth', { path: '/v1/auth/me', token }));
};
const hashOf = async (email: string) =>
  (
    await services
      .database<AuthTables>('auth')
      .selectFrom('users')
      .select('password_hash')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).password_hash;

describe('changing the password', () => {
  it('ends every other session, keeps this one, and the owner is told', async () => {
    const { email, body, cookie } = await signUp(services);
    const other = await logIn(email, TEST_PASSWORD);
    expect((await change(body.accessToken, TEST_PASSWORD)).status).toBe(204);
    expect(await me(body.accessToken)).toEqual([200, undefined]);
    expect((await refreshWith(cookie)).status).toBe(200);
    expect(await me(other.body.accessToken)).toEqual([401, 'auth.token-revoked']);
    expect(codeOf(await refreshWith(other.cookies['haat-refresh'] ?? ''))).toEqual([
      401,
      'auth.session-ended',
    ]);
    expect(codeOf(await logIn(email, TEST_PASSWORD))).toEqual([401, 'auth.wrong-credentials']);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(200);
    await mailTo(services, email, /password was changed$/);
  });

  it('needs the current one', async () => {
    const { email, body } = await signUp(services);
    const before = await hashOf(email);
    expect(codeOf(await change(body.accessToken, 'not the password'))).toEqual([403, 'auth.wrong-password']);
    expect(await hashOf(email)).toBe(before);
    const mails = await mailsTo(services, email);
    expect(mails.map(({ subject }) => subject).filter((subject) => /password/i.test(subject))).toEqual([]);
  });

  it.each([
    ['password123', 'auth.password-common'],
    ['QwertyUiop!', 'auth.password-common'],
  ])('refuses one that everybody tries: %s', async (password, code) => {
    const { email, body } = await signUp(services);
    const before = await hashOf(email);
    expect(codeOf(await change(body.accessToken, TEST_PASSWORD, password))).toEqual([422, code]);
    expect(await hashOf(email)).toBe(before);
  });

  it('refuses one with the address in it', async () => {
    const { body } = await signUp(services, { email: `meera.nair-${Date.now()}@buyers.example` });
    expect(codeOf(await change(body.accessToken, TEST_PASSWORD, body.user.email))).toEqual([
      422,
      'auth.password-contains-address',
    ]);
  });

  it('of two at once takes one', async () => {
    const { email, body } = await signUp(services);
    const answers = await Promise.all(
      ['the first long password', 'the second long password'].map((each) =>
        change(body.accessToken, TEST_PASSWORD, each),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    const winner = answers[0]?.status === 204 ? 'the first long password' : 'the second long password';
    expect((await logIn(email, winner)).status).toBe(200);
  });

  it('voids a link for a reset that was asked for before', async () => {
    const { email, body } = await signUp(services);
    await services.call('auth', { method: 'POST', path: '/v1/auth/password-reset', body: { email } });
    await mailsHandedOver(services, email);
    const { token } = await linkTo(services, 'password-reset', email);
    await change(body.accessToken, TEST_PASSWORD);
    const used = await services.call('auth', {
      method: 'POST',
      path: '/v1/auth/password-reset/confirm',
      body: { token, password: 'the password of a stranger' },
    });
    expect(codeOf(used)).toEqual([410, 'auth.link-invalid']);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(200);
  });

  it('is not for whoever acts as the user', async () => {
    const { email, body } = await signUp(services);
    const before = await hashOf(email);
    const { userId } = services.identity.user({ userId: body.user.id });
    const acting = await services.identity.tokenFor(
      services.identity.user({
        userId,
        email,
        sessionId: decodeJwt(body.accessToken).sid as string,
        impersonator: { userId: services.identity.user().userId, email: 'support@haat.example' },
      }),
    );
    expect(codeOf(await change(acting, TEST_PASSWORD))).toEqual([403, 'auth.not-while-impersonating']);
    expect(await hashOf(email)).toBe(before);
  });
});
