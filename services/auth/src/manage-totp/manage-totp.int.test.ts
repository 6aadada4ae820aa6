import type { Session } from '@haat/contracts/http/auth.ts';
import type {
  AccountEventPage,
  LogInChallenge,
  RecoveryCodes,
  TotpEnrolment,
  WaysIn,
} from '@haat/contracts/http/factors.ts';
import { signUp, TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode, wrongOneTimeCode } from '@haat/testing/one-time-code.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth']);
});
afterAll(() => services.stop());
afterEach(() => {
  vi.useRealTimers();
});

const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(path: string, body?: object, token?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
const waysIn = async (token: string) =>
  (await services.call<WaysIn>('auth', { path: '/v1/auth/ways-in', token })).body;
const kindsOf = async (token: string) => {
  const { body } = await services.call<AccountEventPage>('auth', {
    path: '/v1/auth/account-events?limit=50',
    token,
  });
  return body.items.map(({ kind }) => kind);
};
/** An account, logged in just now. */
const somebody = async () => {
  const { body, email, cookie } = await signUp(services);
  return { email, cookie, token: body.accessToken, userId: body.user.id };
};
const letTenMinutesPass = (userId: string) =>
  database()
    .updateTable('sessions')
    .set({ auth_time: sql<Date>`auth_time - interval '10 minutes'` })
    .where('user_id', '=', userId as never)
    .execute();
/** The codes of now can be used once more. */
const letStepsPass = (userId: string) =>
  database()
    .updateTable('totp_credentials')
    .set({ last_step: sql<number>`last_step - 3` })
    .where('user_id', '=', userId as never)
    .execute();
const logIn = (email: string) => post<LogInChallenge>('login', { email, password: TEST_PASSWORD });
const codesOf = (userId: string) =>
  database()
    .selectFrom('recovery_codes')
    .selectAll()
    .where('user_id', '=', userId as never)
    .execute();

describe('turning two-step log-in on', () => {
  it('takes a secret and a code of it, gives ten recovery codes and strengthens the session', async () => {
    const { token, email, cookie } = await somebody();
    const begun = await post<TotpEnrolment>('totp', undefined, token);
    expect(begun.status).toBe(201);
    expect(begun.headers['cache-control']).toBe('no-store');
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Haat:/);
    expect(begun.body.secret).toMatch(/^[A-Z2-7]{32}$/);
    // Nothing is asked for yet.
    expect((await logIn(email)).status).toBe(200);
    expect((await waysIn(token)).totp).toBeNull();

    const code = oneTimeCode(begun.body.secret);
    const { status, body } = await post<RecoveryCodes>('totp/confirm', { code }, token);
    expect([status, new Set(body.recoveryCodes).size]).toEqual([200, 10]);
    expect(await waysIn(token)).toMatchObject({ hasPassword: true, recoveryCodesLeft: 10 });
    expect((await waysIn(token)).totp).not.toBeNull();
    const refreshed = await services.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/refresh',
      cookies: { 'haat-refresh': cookie },
    });
    expect(decodeJwt(refreshed.body.accessToken).amr).toEqual(['pwd', 'otp', 'mfa']);
    expect(await kindsOf(token)).toEqual(['totp-enabled', 'logged-in', 'registered']);
  });

  it('ends the sessions that were opened without a code, and log-ins on their way, and no other account’s', async () => {
    const { token, email } = await somebody();
    const other = await somebody();
    const before = await post<Session>('login', { email, password: TEST_PASSWORD });
    await turnTotpOn(services, token);
    await services.revocations.refresh();
    const me = async (asked: string) =>
      codeOf(await services.call('auth', { path: '/v1/auth/me', token: asked }));
    expect(await me(before.body.accessToken)).toEqual([401, 'auth.token-revoked']);
    expect(await me(token)).toEqual([200, undefined]);
    expect(await me(other.token)).toEqual([200, undefined]);
  });

  it('keeps neither the secret nor a recovery code as it is', async () => {
    const { token, userId } = await somebody();
    const { secret, recoveryCodes } = await turnTotpOn(services, token);
    const kept = JSON.stringify([
      await database().selectFrom('totp_credentials').selectAll().execute(),
      await codesOf(userId),
      await database().selectFrom('account_events').selectAll().execute(),
    ]);
    for (const code of [secret, ...recoveryCodes, ...recoveryCodes.map((each) => each.replaceAll('-', ''))]) {
      expect(kept).not.toContain(code);
    }
  });

  it('is refused with a wrong code, and with a right one of a secret that was replaced', async () => {
    const { token } = await somebody();
    const first = await post<TotpEnrolment>('totp', undefined, token);
    const confirm = (code: string) => post('totp/confirm', { code }, token);
    expect(codeOf(await confirm(wrongOneTimeCode(first.body.secret)))).toEqual([403, 'auth.code-refused']);
    const second = await post<TotpEnrolment>('totp', undefined, token);
    expect(second.body.secret).not.toBe(first.body.secret);
    expect(codeOf(await confirm(oneTimeCode(first.body.secret)))).toEqual([403, 'auth.code-refused']);
    expect((await waysIn(token)).totp).toBeNull();
    expect((await confirm(oneTimeCode(second.body.secret))).status).toBe(200);
  });

  it('happens once: neither again, nor twice at the same moment', async () => {
    const { token, userId } = await somebody();
    const { body } = await post<TotpEnrolment>('totp', undefined, token);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('totp/confirm', { code: oneTimeCode(body.secret) }, token)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(await codesOf(userId)).toHaveLength(10);
    expect(codeOf(await post('totp', undefined, token))).toEqual([409, 'auth.totp-on']);
  });

  it('needs a proof of the last ten minutes, and says how it can be given', async () => {
    const { token, userId } = await somebody();
    await letTenMinutesPass(userId);
    const refused = await post<{ meta: unknown }>('totp', undefined, token);
    expect(codeOf(refused)).toEqual([403, 'auth.reauthenticate']);
    expect(refused.body.meta).toEqual({ methods: { password: true, passkey: false, providers: [] } });
    expect(codeOf(await post('totp/confirm', { code: '123456' }, token))).toEqual([
      403,
      'auth.reauthenticate',
    ]);
    expect(
      await database()
        .selectFrom('totp_credentials')
        .select('user_id')
        .where('user_id', '=', userId as never)
        .execute(),
    ).toEqual([]);
  });

  it('is not for an account whose address nobody has proven', async () => {
    const { token, userId } = await somebody();
    await database()
      .updateTable('users')
      .set({ email_verified_at: null })
      .where('id', '=', userId as never)
      .execute();
    expect(codeOf(await post('totp', undefined, token))).toEqual([403, 'auth.email-unproven']);
  });
});

describe('turning it off', () => {
  const disable = (token: string, body: object) => post('totp/disable', body, token);

  it('takes the password and a code', async () => {
    const { token, email, userId } = await somebody();
    const { secret } = await turnTotpOn(services, token);
    const code = oneTimeCode(secret);
    expect(codeOf(await disable(token, { code }))).toEqual([403, 'auth.wrong-password']);
    expect(codeOf(await disable(token, { code, password: 'not the password' }))).toEqual([
      403,
      'auth.wrong-password',
    ]);
    expect(codeOf(await disable(token, { code: wrongOneTimeCode(secret), password: TEST_PASSWORD }))).toEqual(
      [403, 'auth.code-refused'],
    );
    expect((await waysIn(token)).totp).not.toBeNull();
    expect((await disable(token, { code, password: TEST_PASSWORD })).status).toBe(204);
    expect(await waysIn(token)).toMatchObject({ totp: null, recoveryCodesLeft: 0 });
    expect(await codesOf(userId)).toEqual([]);
    expect((await logIn(email)).status).toBe(200);
    expect(codeOf(await disable(token, { code, password: TEST_PASSWORD }))).toEqual([409, 'auth.totp-off']);
    expect((await kindsOf(token)).includes('totp-disabled')).toBe(true);
  });

  it('takes a recovery code, too, of whoever has lost the app', async () => {
    const { token } = await somebody();
    const { recoveryCodes } = await turnTotpOn(services, token);
    const [code = ''] = recoveryCodes;
    expect((await disable(token, { code, password: TEST_PASSWORD })).status).toBe(204);
  });

  it('takes no code that was used for a log-in', async () => {
    const { token, email } = await somebody();
    const { secret } = await turnTotpOn(services, token);
    const { body } = await logIn(email);
    const code = oneTimeCode(secret);
    const into = await post('login/second-factor', { challenge: body.challenge, method: 'totp', code });
    expect(into.status).toBe(200);
    expect(codeOf(await disable(token, { code, password: TEST_PASSWORD }))).toEqual([
      403,
      'auth.code-refused',
    ]);
  });

  it('needs a proof of the last ten minutes', async () => {
    const { token, userId } = await somebody();
    const { secret } = await turnTotpOn(services, token);
    await letTenMinutesPass(userId);
    const body = { code: oneTimeCode(secret), password: TEST_PASSWORD };
    expect(codeOf(await disable(token, body))).toEqual([403, 'auth.reauthenticate']);
    expect((await waysIn(token)).totp).not.toBeNull();
  });
});

describe('new recovery codes', () => {
  it('void those of before', async () => {
    const { token, email, userId } = await somebody();
    const { recoveryCodes: old } = await turnTotpOn(services, token);
    const { status, body } = await post<RecoveryCodes>('recovery-codes', undefined, token);
    expect([status, body.recoveryCodes.length]).toEqual([201, 10]);
    expect(body.recoveryCodes.filter((code) => old.includes(code))).toEqual([]);
    expect(await codesOf(userId)).toHaveLength(10);
    const challenge = (await logIn(email)).body.challenge;
    const pass = (code = '') => post('login/second-factor', { challenge, method: 'recovery-code', code });
    expect(codeOf(await pass(old[0]))).toEqual([401, 'auth.second-factor-wrong']);
    expect((await pass(body.recoveryCodes[0])).status).toBe(200);
    expect((await waysIn(token)).recoveryCodesLeft).toBe(9);
  });

  it('leave ten, also when they are asked for ten times at once', async () => {
    const { token, userId } = await somebody();
    await turnTotpOn(services, token);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post<RecoveryCodes>('recovery-codes', undefined, token)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await codesOf(userId)).toHaveLength(10);
  });

  it('need two-step log-in, and a proof of the last ten minutes', async () => {
    const { token, userId } = await somebody();
    expect(codeOf(await post('recovery-codes', undefined, token))).toEqual([409, 'auth.totp-off']);
    await turnTotpOn(services, token);
    await letTenMinutesPass(userId);
    expect(codeOf(await post('recovery-codes', undefined, token))).toEqual([403, 'auth.reauthenticate']);
    expect(await codesOf(userId)).toHaveLength(10);
  });
});

describe('a code of the app', () => {
  it('is taken one step early and one late, and never twice', async () => {
    const { token, email, userId } = await somebody();
    const { secret } = await turnTotpOn(services, token);
    await letStepsPass(userId);
    const pass = async (code: string) => {
      const { challenge } = (await logIn(email)).body;
      return codeOf(await post('login/second-factor', { challenge, method: 'totp', code }));
    };
    // The clock stands still: else the early one is over when its half minute is.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const codes = [-1, 0, 1].map((steps) => oneTimeCode(secret, steps));
    for (const code of codes) {
      expect(await pass(code)).toEqual([200, undefined]);
      expect(await pass(code)).toEqual([401, 'auth.second-factor-wrong']);
    }
    // An older one is over, too.
    expect(await pass(codes[0] ?? '')).toEqual([401, 'auth.second-factor-wrong']);
  });
});
