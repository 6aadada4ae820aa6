import type { Session } from '@haat/contracts/http/auth.ts';
import type { AccountEventPage, LogInChallenge, PasskeyRequest } from '@haat/contracts/http/factors.ts';
import { signUp, TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode, wrongOneTimeCode } from '@haat/testing/one-time-code.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth']);
});
afterAll(() => services.stop());

const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(path: string, body?: object, token?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
const logIn = (email: string, password = TEST_PASSWORD) => post<LogInChallenge>('login', { email, password });
const pass = (challenge: string, method: 'totp' | 'recovery-code', code: string) =>
  post<Session & { meta?: object }>('login/second-factor', { challenge, method, code });
/** An account that asks for a code. */
const somebody = async () => {
  const { body, email } = await signUp(services);
  const token = body.accessToken;
  return { email, token, userId: body.user.id, ...(await turnTotpOn(services, token)) };
};
const sessionsOf = async (userId: string) =>
  (
    await database()
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', userId as never)
      .execute()
  ).length;
/** As if they had passed for everybody who waits. */
const letMinutesPass = (minutes: number) =>
  database()
    .updateTable('guesses')
    .set({ closed_until: sql<Date>`closed_until - make_interval(mins => ${minutes})` })
    .execute();
const TOO_LATE = new Set(['auth.too-many-attempts', 'auth.challenge-over']);
const challengesOf = (userId: string) =>
  database()
    .selectFrom('login_challenges')
    .selectAll()
    .where('user_id', '=', userId as never)
    .execute();

describe('a right password of an account with a second step', () => {
  it('is answered with a challenge, and with no session', async () => {
    const { email, userId } = await somebody();
    const before = await sessionsOf(userId);
    const { status, body, headers, cookies } = await logIn(email);
    expect(status).toBe(202);
    expect(body).toEqual({
      kind: 'second-factor',
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      methods: ['totp', 'recovery-code'],
      expiresIn: 600,
      link: null,
    });
    expect([headers['set-cookie'], cookies]).toEqual([undefined, {}]);
    expect(await sessionsOf(userId)).toBe(before);
  });

  it('keeps only a hash of the challenge', async () => {
    const { email, userId } = await somebody();
    const { challenge } = (await logIn(email)).body;
    const [row] = await challengesOf(userId);
    expect(row?.token_hash.toString('base64url')).not.toBe(challenge);
    expect(JSON.stringify(row)).not.toContain(challenge);
  });

  it('opens a session by a code of the app: the token says how, and so do those of after a refresh', async () => {
    const { email, secret } = await somebody();
    const { challenge } = (await logIn(email)).body;
    const { status, body, cookies } = await pass(challenge, 'totp', oneTimeCode(secret));
    expect([status, body.user.email]).toEqual([200, email]);
    expect(decodeJwt(body.accessToken).amr).toEqual(['pwd', 'otp', 'mfa']);
    const refreshed = await services.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/refresh',
      cookies,
    });
    expect(decodeJwt(refreshed.body.accessToken).amr).toEqual(['pwd', 'otp', 'mfa']);
  });

  it('is told from a wrong one by nothing else', async () => {
    const { email } = await somebody();
    expect(codeOf(await logIn(email, 'not the password'))).toEqual([401, 'auth.wrong-credentials']);
  });
});

describe('a challenge', () => {
  it('is good for one log-in, also for ten at the same moment', async () => {
    const { email, userId, recoveryCodes } = await somebody();
    const before = await sessionsOf(userId);
    const { challenge } = (await logIn(email)).body;
    // Each by a code of its own: it is the challenge that is used up.
    const answers = await Promise.all(
      recoveryCodes.slice(0, 5).map((code) => pass(challenge, 'recovery-code', code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    expect(await sessionsOf(userId)).toBe(before + 1);
    // The codes that came too late are still good.
    const left = await database()
      .selectFrom('recovery_codes')
      .select('code_hash')
      .where('user_id', '=', userId as never)
      .where('used_at', 'is', null)
      .execute();
    expect(left).toHaveLength(9);
  });

  it('takes five attempts and no more, also of fifty at once, and each is told to the owner', async () => {
    const { email, userId, secret, token } = await somebody();
    const { challenge } = (await logIn(email)).body;
    const wrong = wrongOneTimeCode(secret);
    const answers = await Promise.all(Array.from({ length: 50 }, () => pass(challenge, 'totp', wrong)));
    const codes = answers.map((answer) => answer.text.match(/"code":"([^"]+)"/)?.[1]);
    expect(codes.filter((code) => code === 'auth.second-factor-wrong')).toHaveLength(5);
    // The others find the account closed, or the challenge used up.
    const others = new Set(codes.filter((code) => code !== 'auth.second-factor-wrong'));
    expect([...others].filter((code) => !TOO_LATE.has(code ?? ''))).toEqual([]);
    expect(answers.flatMap(({ body }) => body.meta ?? [])).toContainEqual({ attemptsLeft: 0 });
    // The right one is too late, whenever the account is open again.
    await letMinutesPass(1);
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(secret)))).toEqual([401, 'auth.challenge-over']);
    const { body } = await services.call<AccountEventPage>('auth', {
      path: '/v1/auth/account-events?limit=50',
      token,
    });
    const told = body.items.filter(({ kind }) => kind === 'second-factor-failed');
    expect(told.map(({ detail, isThisSession }) => [detail, isThisSession])).toEqual(
      Array(5).fill(['totp', false]),
    );
    expect(await sessionsOf(userId)).toBe(1);
  });

  it('is no new start: wrong codes count over all log-ins of the account', async () => {
    const { email, secret } = await somebody();
    for (let index = 0; index < 5; index++) {
      const { challenge } = (await logIn(email)).body;
      expect(codeOf(await pass(challenge, 'totp', wrongOneTimeCode(secret)))).toEqual([
        401,
        'auth.second-factor-wrong',
      ]);
    }
    const { challenge } = (await logIn(email)).body;
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(secret)))).toEqual([
      429,
      'auth.too-many-attempts',
    ]);
    await letMinutesPass(1);
    expect((await pass(challenge, 'totp', oneTimeCode(secret))).status).toBe(200);
  });

  it('is worth nothing once the password was changed or reset', async () => {
    const { email, secret, token } = await somebody();
    const { challenge } = (await logIn(email)).body;
    const body = { currentPassword: TEST_PASSWORD, newPassword: 'four other quiet words' };
    expect((await post('password', body, token)).status).toBe(204);
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(secret)))).toEqual([401, 'auth.session-ended']);
  });

  it('opens no account that was closed meanwhile, by neither way', async () => {
    const { email, userId, secret, recoveryCodes } = await somebody();
    const challenges = [(await logIn(email)).body.challenge, (await logIn(email)).body.challenge] as const;
    const before = await sessionsOf(userId);
    await sql`update users set disabled_at = now() where id = ${userId}`.execute(database());
    const answers = [
      await pass(challenges[0], 'totp', oneTimeCode(secret)),
      await pass(challenges[1], 'recovery-code', recoveryCodes[0] ?? ''),
    ];
    expect(answers.map(codeOf)).toEqual(Array(2).fill([403, 'auth.account-disabled']));
    expect(await sessionsOf(userId)).toBe(before);
  });

  it('runs out', async () => {
    const { email, userId, secret } = await somebody();
    const { challenge } = (await logIn(email)).body;
    await database()
      .updateTable('login_challenges')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .where('user_id', '=', userId as never)
      .execute();
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(secret)))).toEqual([401, 'auth.challenge-over']);
  });

  it.each([['x'.repeat(43)], ['-'.repeat(43)]])('%s is none', async (challenge) => {
    expect(codeOf(await pass(challenge, 'totp', '123456'))).toEqual([401, 'auth.challenge-over']);
    const asked = await post('login/second-factor/passkey/options', { challenge });
    expect(codeOf(asked)).toEqual([401, 'auth.challenge-over']);
  });

  it('of one account takes no code of another', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const { challenge } = (await logIn(mine.email)).body;
    const code = other.recoveryCodes[0] ?? '';
    expect(codeOf(await pass(challenge, 'recovery-code', code))).toEqual([401, 'auth.second-factor-wrong']);
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(other.secret)))).toEqual([
      401,
      'auth.second-factor-wrong',
    ]);
    // And it is still theirs.
    const theirs = (await logIn(other.email)).body.challenge;
    expect((await pass(theirs, 'recovery-code', code)).status).toBe(200);
  });

  it('ends when two-step log-in is turned off or on anew', async () => {
    const { email, secret, token, recoveryCodes } = await somebody();
    const { challenge } = (await logIn(email)).body;
    const body = { password: TEST_PASSWORD, code: recoveryCodes[0] };
    expect((await post('totp/disable', body, token)).status).toBe(204);
    expect(codeOf(await pass(challenge, 'totp', oneTimeCode(secret)))).toEqual([401, 'auth.challenge-over']);
  });
});

describe('a recovery code', () => {
  it('opens a session once, however it is typed', async () => {
    const { email, recoveryCodes, token } = await somebody();
    const code = recoveryCodes[3] ?? '';
    const typed = code.toUpperCase().replaceAll('-', ' ');
    const first = await pass((await logIn(email)).body.challenge, 'recovery-code', typed);
    expect(decodeJwt(first.body.accessToken).amr).toEqual(['pwd', 'otp', 'mfa']);
    const again = await pass((await logIn(email)).body.challenge, 'recovery-code', code);
    expect(codeOf(again)).toEqual([401, 'auth.second-factor-wrong']);
    const { body } = await services.call<AccountEventPage>('auth', {
      path: '/v1/auth/account-events',
      token,
    });
    expect(body.items.slice(0, 3).map(({ kind }) => kind)).toEqual([
      'second-factor-failed',
      'logged-in',
      'recovery-code-used',
    ]);
  });

  it('opens one of ten log-ins at the same moment', async () => {
    const { email, recoveryCodes, userId } = await somebody();
    const before = await sessionsOf(userId);
    const challenges = [];
    for (let index = 0; index < 10; index++) challenges.push((await logIn(email)).body.challenge);
    const answers = await Promise.all(
      challenges.map((challenge) => pass(challenge, 'recovery-code', recoveryCodes[0] ?? '')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sessionsOf(userId)).toBe(before + 1);
  });
});

it('a code of the app opens one of ten log-ins at the same moment', async () => {
  const { email, secret, userId } = await somebody();
  const before = await sessionsOf(userId);
  const challenges = [];
  for (let index = 0; index < 10; index++) challenges.push((await logIn(email)).body.challenge);
  const code = oneTimeCode(secret);
  const answers = await Promise.all(challenges.map((challenge) => pass(challenge, 'totp', code)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await sessionsOf(userId)).toBe(before + 1);
});

describe('a passkey as the second step', () => {
  const withPasskey = async () => {
    const account = await somebody();
    const device = createTestAuthenticator();
    const creation = await post<never>('passkeys/options', undefined, account.token);
    const body = { name: 'Laptop', credential: device.create(creation.body) };
    expect((await post('passkeys', body, account.token)).status).toBe(201);
    return { ...account, device };
  };
  const ask = async (challenge: string) =>
    (await post<PasskeyRequest>('login/second-factor/passkey/options', { challenge })).body;
  const answer = (challenge: string, credential: object) =>
    post<Session>('login/second-factor/passkey', { challenge, credential });

  it('is offered and taken', async () => {
    const { email, device } = await withPasskey();
    const { challenge, methods } = (await logIn(email)).body;
    expect(methods).toEqual(['totp', 'passkey', 'recovery-code']);
    const asked = await ask(challenge);
    expect(asked.allowCredentials).toEqual([
      { id: device.credentialId, type: 'public-key', transports: ['internal'] },
    ]);
    const { status, body } = await answer(challenge, device.get(asked));
    expect([status, decodeJwt(body.accessToken).amr]).toEqual([200, ['pwd', 'hwk', 'mfa']]);
    expect(codeOf(await answer(challenge, device.get(asked)))).toEqual([401, 'auth.challenge-over']);
  });

  it('must be one of the account, and answer what was asked for this log-in', async () => {
    const [mine, other] = [await withPasskey(), await withPasskey()];
    const { challenge } = (await logIn(mine.email)).body;
    const asked = await ask(challenge);
    expect(codeOf(await answer(challenge, other.device.get(asked)))).toEqual([403, 'auth.passkey-refused']);
    const another = (await logIn(mine.email)).body.challenge;
    expect(codeOf(await answer(challenge, mine.device.get(await ask(another))))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    const open = await post<PasskeyRequest>('login/passkey/options');
    expect(codeOf(await answer(challenge, mine.device.get(open.body)))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    expect((await answer(challenge, mine.device.get(await ask(challenge)))).status).toBe(200);
  });
});
