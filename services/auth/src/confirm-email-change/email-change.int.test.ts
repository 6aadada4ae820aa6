import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import {
  linkTo,
  mailsHandedOver,
  mailsTo,
  mailTo,
  signUp,
  TEST_PASSWORD,
  tokenIn,
} from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
});
afterAll(() => services.stop());

const newEmail = () => `${randomUUID()}@buyers.example`;
const post = <Body = unknown>(path: string, body: unknown, token?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    body,
    ...(token ? { token } : {}),
  });
const ask = (token: string, email: string, password = TEST_PASSWORD) =>
  post('email-change', { email, password }, token);
const confirm = (token: string) => post('email-change/confirm', { token });
const usersOf = (email: string) =>
  services
    .database<AuthTables>('auth')
    .selectFrom('users')
    .select(['id', 'email'])
    .where('email', '=', email)
    .execute();
const refreshWith = (cookie: string) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/refresh',
    cookies: { 'haat-refresh': cookie },
  });
const subjectsTo = async (email: string) => (await mailsTo(services, email)).map(({ subject }) => subject);

describe('the address of an account', () => {
  it('changes when the link is followed that was sent to the new one; both are told', async () => {
    const { email, body, cookie } = await signUp(services);
    const next = newEmail();
    expect((await ask(body.accessToken, next)).status).toBe(204);
    expect(await usersOf(next)).toEqual([]);
    await mailTo(services, email, /is to get another address$/);
    const link = await mailTo(services, next, /^Confirm your new address/);
    // The name is what whoever asks typed into a form: it does not go to an address that is not theirs yet.
    expect(link.text).not.toContain('Meera');
    expect((await confirm(tokenIn(link))).status).toBe(204);
    await mailTo(services, email, /has another address now$/);
    expect([await usersOf(email), (await usersOf(next)).map(({ id }) => id)]).toEqual([[], [body.user.id]]);
    const told = await services.committed('auth', EmailVerified);
    expect(told.filter(({ key }) => key === body.user.id).map(({ payload }) => payload.email)).toEqual([
      email,
      next,
    ]);
    // The session goes on, with tokens that name the new address.
    await services.revocations.refresh();
    const old = await services.call('auth', { path: '/v1/auth/me', token: body.accessToken });
    expect(codeOf(old)).toEqual([401, 'auth.token-revoked']);
    const refreshed = await refreshWith(cookie);
    expect([decodeJwt(refreshed.body.accessToken).email, refreshed.body.user.emailVerified]).toEqual([
      next,
      true,
    ]);
    expect((await post('login', { email: next, password: TEST_PASSWORD })).status).toBe(200);
    expect(codeOf(await post('login', { email, password: TEST_PASSWORD }))).toEqual([
      401,
      'auth.wrong-credentials',
    ]);
    // Once.
    expect(codeOf(await confirm(tokenIn(link)))).toEqual([410, 'auth.link-invalid']);
  });

  it('needs the password, and one that is another one', async () => {
    const { email, body } = await signUp(services);
    const next = newEmail();
    expect(codeOf(await ask(body.accessToken, next, 'not the password'))).toEqual([
      403,
      'auth.wrong-password',
    ]);
    expect(codeOf(await ask(body.accessToken, email.toUpperCase()))).toEqual([422, 'auth.email-unchanged']);
    expect(await subjectsTo(next)).toEqual([]);
    expect((await subjectsTo(email)).filter((subject) => subject.includes('address'))).toEqual([]);
  });

  it('does not become one that has an account: its owner is told, whoever asks is not', async () => {
    const [mine, other] = [await signUp(services), await signUp(services, { name: 'Otto' })];
    const free = newEmail();
    const answers = [await ask(mine.body.accessToken, other.email), await ask(mine.body.accessToken, free)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [204, ''],
      [204, ''],
    ]);
    const mail = await mailTo(services, other.email, /^Somebody wanted to use your address$/);
    expect(mail.text).toContain('Hello Otto');
    expect(mail.text).not.toContain('#change');
    expect((await usersOf(other.email)).map(({ id }) => id)).toEqual([other.body.user.id]);
  });

  it('does not become one that got an account meanwhile', async () => {
    const { email, body } = await signUp(services);
    const next = newEmail();
    await ask(body.accessToken, next);
    const { token } = await linkTo(services, 'email-change', next);
    const other = await signUp(services, { email: next });
    expect(codeOf(await confirm(token))).toEqual([409, 'auth.email-taken']);
    expect((await usersOf(next)).map(({ id }) => id)).toEqual([other.body.user.id]);
    expect((await usersOf(email)).map(({ id }) => id)).toEqual([body.user.id]);
    // A statement that fails would name the address in PostgreSQL's log.
    expect(await readFile(testStores().postgresLog, 'utf8')).not.toContain(next);
  });

  it('is one of two accounts’ when both want it at the same moment', async () => {
    const next = newEmail();
    const accounts = [await signUp(services), await signUp(services)];
    const tokens: string[] = [];
    for (const { body } of accounts) {
      await ask(body.accessToken, next);
      tokens.push((await linkTo(services, 'email-change', next)).token);
    }
    const answers = await Promise.all(tokens.map(confirm));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await usersOf(next)).toHaveLength(1);
  });

  it('does not change by a link of before a change of the password', async () => {
    const { email, body } = await signUp(services);
    const next = newEmail();
    await ask(body.accessToken, next);
    const { token } = await linkTo(services, 'email-change', next);
    const changed = await post(
      'password',
      { currentPassword: TEST_PASSWORD, newPassword: 'four other quiet words' },
      body.accessToken,
    );
    expect(changed.status).toBe(204);
    expect(codeOf(await confirm(token))).toEqual([410, 'auth.link-invalid']);
    expect((await usersOf(email)).map(({ id }) => id)).toEqual([body.user.id]);
  });

  it('once changed leaves a link for a reset that went to the old one void', async () => {
    const { email, body } = await signUp(services);
    const next = newEmail();
    await post('password-reset', { email });
    await mailsHandedOver(services, email);
    const reset = await linkTo(services, 'password-reset', email);
    await ask(body.accessToken, next);
    await confirm((await linkTo(services, 'email-change', next)).token);
    const used = await post('password-reset/confirm', {
      token: reset.token,
      password: 'the password of a stranger',
    });
    expect(codeOf(used)).toEqual([410, 'auth.link-invalid']);
    expect((await post('login', { email: next, password: TEST_PASSWORD })).status).toBe(200);
  });

  it('is asked for six times an hour at most, to whatever addresses', async () => {
    const { body } = await signUp(services);
    const answers = [];
    for (let index = 0; index < 7; index++) answers.push(codeOf(await ask(body.accessToken, newEmail())));
    expect(answers.at(-1)).toEqual([429, 'auth.too-many-mails']);
    expect(answers.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => [204, undefined]));
  });
});

describe('the profile', () => {
  const patch = (token: string, body: unknown) =>
    services.call<User>('auth', { method: 'PATCH', path: '/v1/auth/me', token, body });

  it('has a name and a way to write dates, each changed by itself', async () => {
    const { body } = await signUp(services);
    const named = await patch(body.accessToken, { name: '  Meera Nair ' });
    expect([named.status, named.body.name, named.body.locale]).toEqual([200, 'Meera Nair', null]);
    const localised = await patch(body.accessToken, { locale: 'en-IN' });
    expect([localised.body.name, localised.body.locale]).toEqual(['Meera Nair', 'en-IN']);
    const me = await services.call<User>('auth', { path: '/v1/auth/me', token: body.accessToken });
    expect(me.body).toEqual(localised.body);
    expect((await patch(body.accessToken, { locale: null })).body.locale).toBeNull();
  });

  it.each([
    [{}],
    [{ name: ' ' }],
    [{ locale: 'xx' }],
    [{ email: 'a@b.example' }],
    [{ emailVerified: true }],
    [{ roles: ['admin'] }],
  ])('is not changed by %j', async (change) => {
    const { body } = await signUp(services);
    expect(codeOf(await patch(body.accessToken, change))).toEqual([400, 'http.validation']);
    const me = await services.call<User>('auth', { path: '/v1/auth/me', token: body.accessToken });
    expect(me.body).toEqual(body.user);
  });
});
