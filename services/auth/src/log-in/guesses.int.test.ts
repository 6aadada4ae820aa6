import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import { createDatabase, type Database } from '@haat/platform/db/database.ts';
import { linkTo, mailsHandedOver, signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeGuess } from '../db/guess-repository.ts';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let parallel: Database<AuthTables>;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
  parallel = createDatabase<AuthTables>({
    url: services.environment('auth').DATABASE_URL ?? '',
    applicationName: 'guesses',
    maxConnections: 20,
    onError: () => {},
  });
});
afterAll(async () => {
  await parallel.close();
  await services.stop();
});

const WRONG = [401, 'auth.wrong-credentials'];
const CLOSED = [429, 'auth.too-many-attempts'];
const post = <Body = unknown>(
  path: string,
  body: unknown,
  options: { cookies?: Readonly<Record<string, string>>; token?: string } = {},
) => services.call<Body>('auth', { method: 'POST', path: `/v1/auth/${path}`, body, ...options });
const logIn = (email: string, password: string, cookies: Readonly<Record<string, string>> = {}) =>
  post<Session>('login', { email, password }, { cookies });
const guess = (email: string, cookies: Readonly<Record<string, string>> = {}) =>
  logIn(email, 'not the password', cookies);
const newEmail = () => `${randomUUID()}@buyers.example`;
const database = () => services.database<AuthTables>('auth');
const rows = () => database().selectFrom('guesses').selectAll().orderBy('updated_at', 'desc').execute();
/** As if a minute had passed for everybody who waits. */
const letMinutesPass = (minutes: number) =>
  database()
    .updateTable('guesses')
    .set({
      closed_until: sql<Date>`closed_until - make_interval(mins => ${minutes})`,
      updated_at: sql<Date>`updated_at - make_interval(mins => ${minutes})`,
    })
    .execute();
const waitOf = async (email: string) => {
  const answer = await guess(email);
  expect(codeOf(answer)).toEqual(CLOSED);
  const { meta } = answer.body as unknown as { meta: { retryAfterSeconds: number } };
  expect(answer.headers['retry-after']).toBe(String(meta.retryAfterSeconds));
  return Math.ceil(meta.retryAfterSeconds / 60);
};

describe.each([
  ['an account', async () => (await signUp(services)).email],
  ['an address without an account', async () => newEmail()],
])('%s', (_what, target) => {
  it('is closed after five wrong guesses in a row, for a minute, then two, four, eight and fifteen', async () => {
    const email = await target();
    for (let index = 0; index < 5; index++) expect(codeOf(await guess(email))).toEqual(WRONG);
    const waits: number[] = [];
    for (let index = 0; index < 6; index++) {
      const wait = await waitOf(email);
      waits.push(wait);
      await letMinutesPass(wait);
      expect(codeOf(await guess(email))).toEqual(WRONG);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('takes five of fifty guesses at the same moment', async () => {
    const email = await target();
    const answers = await Promise.all(Array.from({ length: 50 }, () => guess(email)));
    const codes = answers.map((answer) => codeOf(answer).join());
    const looked = codes.filter((code) => code === WRONG.join());
    expect(looked).toHaveLength(5);
    // The others are refused, some of them because so many wait already: those count for nothing.
    const others = codes.filter((code) => code !== WRONG.join());
    expect(others.filter((code) => code !== CLOSED.join() && code !== '503,auth.busy')).toEqual([]);
    expect(await waitOf(email)).toBe(1);
  });

  it('takes five of fifty guesses that reach the database at the same moment', async () => {
    const address = await target();
    const guesses = await Promise.all(
      Array.from({ length: 50 }, () => takeGuess(parallel.query, { kind: 'address', address })),
    );
    expect(guesses.filter(({ kind }) => kind === 'open')).toHaveLength(5);
  });

  it('starts anew a day after the last guess', async () => {
    const email = await target();
    for (let index = 0; index < 5; index++) await guess(email);
    await letMinutesPass(24 * 60 + 1);
    for (let index = 0; index < 5; index++) expect(codeOf(await guess(email))).toEqual(WRONG);
    expect(await waitOf(email)).toBe(1);
  });
});

describe('while an account is closed', () => {
  const closed = async () => {
    const account = await signUp(services);
    for (let index = 0; index < 5; index++) await guess(account.email);
    return account;
  };

  it('the right password is refused like a wrong one', async () => {
    const { email } = await closed();
    const [right, wrong] = [await logIn(email, TEST_PASSWORD), await guess(email)];
    expect([codeOf(right), codeOf(wrong)]).toEqual([CLOSED, CLOSED]);
    expect(right.cookies).toEqual({});
    await letMinutesPass(1);
    expect((await logIn(email, TEST_PASSWORD)).status).toBe(200);
  });

  it('its owner stays logged in, and can change the password', async () => {
    const { body, cookie } = await closed();
    const refreshed = await services.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/refresh',
      cookies: { 'haat-refresh': cookie },
    });
    expect(refreshed.status).toBe(200);
    const changed = await post(
      'password',
      { currentPassword: TEST_PASSWORD, newPassword: 'four other quiet words' },
      { token: refreshed.body.accessToken },
    );
    expect(changed.status).toBe(204);
    expect(body.user.id).toBe(refreshed.body.user.id);
  });

  it('its owner gets in where they were logged in before, and whoever steals that cookie has five guesses', async () => {
    const { email, cookies } = await closed();
    const device = { 'haat-device': cookies['haat-device'] ?? '' };
    expect((await logIn(email, TEST_PASSWORD, device)).status).toBe(200);
    for (let index = 0; index < 5; index++) expect(codeOf(await guess(email, device))).toEqual(WRONG);
    expect(codeOf(await logIn(email, TEST_PASSWORD, device))).toEqual(CLOSED);
  });

  it.each([
    ['made up', () => 'AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB'],
    ['of another account', async () => (await signUp(services)).cookies['haat-device'] ?? ''],
  ])('a device cookie that is %s opens nothing', async (_what, cookie) => {
    const { email } = await closed();
    expect(codeOf(await logIn(email, TEST_PASSWORD, { 'haat-device': await cookie() }))).toEqual(CLOSED);
  });

  it('a reset by mail opens it, on every device', async () => {
    const { email, cookies } = await closed();
    const device = { 'haat-device': cookies['haat-device'] ?? '' };
    for (let index = 0; index < 5; index++) await guess(email, device);
    await post('password-reset', { email });
    await mailsHandedOver(services, email);
    const { token } = await linkTo(services, 'password-reset', email);
    const password = 'four other quiet words';
    expect((await post('password-reset/confirm', { token, password })).status).toBe(204);
    expect((await logIn(email, password, device)).status).toBe(200);
    expect((await logIn(email, password)).status).toBe(200);
  });
});

describe('guesses', () => {
  it('in a row are forgotten by one that is right', async () => {
    const { email } = await signUp(services);
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < 4; index++) expect(codeOf(await guess(email))).toEqual(WRONG);
      expect((await logIn(email, TEST_PASSWORD)).status).toBe(200);
    }
  });

  it('are counted for an address whatever its case', async () => {
    const { email } = await signUp(services);
    for (let index = 0; index < 5; index++) {
      expect(codeOf(await guess(index % 2 ? email : email.toUpperCase()))).toEqual(WRONG);
    }
    expect(codeOf(await guess(email))).toEqual(CLOSED);
  });

  it('of somebody who is logged in are counted, too', async () => {
    const { body } = await signUp(services);
    const attempt = (currentPassword: string) =>
      post(
        'password',
        { currentPassword, newPassword: 'four other quiet words' },
        { token: body.accessToken },
      );
    for (let index = 0; index < 5; index++) {
      expect(codeOf(await attempt('not the password'))).toEqual([403, 'auth.wrong-password']);
    }
    expect(codeOf(await attempt(TEST_PASSWORD))).toEqual(CLOSED);
  });

  it('leave no address in the table', async () => {
    const email = newEmail();
    await guess(email);
    expect(JSON.stringify(await rows())).not.toContain(email);
    const [newest] = await rows();
    expect(Buffer.from(newest?.target ?? '').toString()).not.toContain(email);
  });
});

describe('a password that was hashed with weaker parameters', () => {
  it('is hashed anew at the next log-in, and only then', async () => {
    const { hash } = await import('@node-rs/argon2');
    const { email } = await signUp(services);
    const weak = await hash(TEST_PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await database().updateTable('users').set({ password_hash: weak }).where('email', '=', email).execute();
    const stored = async () =>
      (
        await database()
          .selectFrom('users')
          .select('password_hash')
          .where('email', '=', email)
          .executeTakeFirstOrThrow()
      ).password_hash;
    await guess(email);
    expect(await stored()).toBe(weak);
    const { cookies } = await logIn(email, TEST_PASSWORD);
    const stronger = await stored();
    expect(stronger).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    // The same password: the session that opened stays.
    const refreshed = await services.call('auth', {
      method: 'POST',
      path: '/v1/auth/refresh',
      cookies: { 'haat-refresh': cookies['haat-refresh'] ?? '' },
    });
    expect(refreshed.status).toBe(200);
    await logIn(email, TEST_PASSWORD);
    expect(await stored()).toBe(stronger);
  });
});
