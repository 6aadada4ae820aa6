import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
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
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
});
afterAll(() => services.stop());

const NEW_PASSWORD = 'four other quiet words';
const post = <Body = unknown>(path: string, body: unknown, cookies: Readonly<Record<string, string>> = {}) =>
  services.call<Body>('auth', { method: 'POST', path: `/v1/auth/${path}`, body, cookies });
const logIn = (email: string, password: string) => post<Session>('login', { email, password });
const askFor = async (email: string) => {
  const answer = await post('password-reset', { email });
  await mailsHandedOver(services, email);
  return answer;
};
const linkFor = async (email: string) => {
  await askFor(email);
  return linkTo(services, 'password-reset', email);
};
const reset = (token: string, password = NEW_PASSWORD) => post('password-reset/confirm', { token, password });
const database = () => services.database<AuthTables>('auth');
const hashOf = async (email: string) =>
  (
    await database()
      .selectFrom('users')
      .select('password_hash')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).password_hash;
const refreshWith = (cookie: string) =>
  services.call('auth', {
    method: 'POST',
    path: '/v1/auth/refresh',
    cookies: { 'haat-refresh': cookie },
  });
const me = async (token: string) => {
  await services.revocations.refresh();
  return codeOf(await services.call('auth', { path: '/v1/auth/me', token }));
};

describe('a forgotten password', () => {
  it('is set anew by the link of a mail, once, and the owner is told', async () => {
    const { email } = await signUp(services);
    expect((await askFor(email)).status).toBe(204);
    const token = tokenIn(await mailTo(services, email, /^Set a new password/));
    expect((await reset(token)).status).toBe(204);
    expect(codeOf(await reset(token, 'yet another long one'))).toEqual([410, 'auth.link-invalid']);
    expect(codeOf(await logIn(email, TEST_PASSWORD))).toEqual([401, 'auth.wrong-credentials']);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(200);
    const told = await mailTo(services, email, /was set anew$/);
    expect(told.text).not.toContain(NEW_PASSWORD);
  });

  it('set anew ends every session at once, wherever it is', async () => {
    const { email, body, cookie } = await signUp(services);
    const other = await logIn(email, TEST_PASSWORD);
    const { token } = await linkFor(email);
    expect((await reset(token)).status).toBe(204);
    for (const each of [cookie, other.cookies['haat-refresh'] ?? '']) {
      expect(codeOf(await refreshWith(each))).toEqual([401, 'auth.session-ended']);
    }
    for (const each of [body.accessToken, other.body.accessToken]) {
      expect(await me(each)).toEqual([401, 'auth.token-revoked']);
    }
    const again = await logIn(email, NEW_PASSWORD);
    expect(await me(again.body.accessToken)).toEqual([200, undefined]);
  });

  it('set anew while somebody logs in with the old one leaves them no session', async () => {
    const { email } = await signUp(services);
    const { token } = await linkFor(email);
    const [done, ...logIns] = await Promise.all([
      reset(token),
      ...Array.from({ length: 4 }, () => logIn(email, TEST_PASSWORD)),
    ]);
    expect(done.status).toBe(204);
    for (const { cookies } of logIns) {
      const cookie = cookies['haat-refresh'];
      if (cookie) expect(codeOf(await refreshWith(cookie))).toEqual([401, 'auth.session-ended']);
    }
    const open = await database()
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select('sessions.id')
      .where('users.email', '=', email)
      .where('sessions.ended_at', 'is', null)
      .execute();
    expect(open).toEqual([]);
  });

  it('takes one of two links that were asked for: the newer', async () => {
    const { email } = await signUp(services);
    const older = await linkFor(email);
    const newer = await linkFor(email);
    expect(codeOf(await reset(older.token))).toEqual([410, 'auth.link-invalid']);
    expect((await reset(newer.token)).status).toBe(204);
  });

  it('is set once by twenty uses of a link at the same moment', async () => {
    const { email } = await signUp(services);
    const { token } = await linkFor(email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => reset(token, `the long password number ${index}`)),
    );
    const done = answers.flatMap(({ status }, index) => (status === 204 ? [index] : []));
    expect(done).toHaveLength(1);
    expect((await logIn(email, `the long password number ${done[0]}`)).status).toBe(200);
  });

  it('is not set by a link that ran out, or that was made for something else', async () => {
    const { email } = await signUp(services);
    const before = await hashOf(email);
    const { token } = await linkFor(email);
    await database()
      .updateTable('email_links')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .where('email', '=', email)
      .execute();
    expect(codeOf(await reset(token))).toEqual([410, 'auth.link-invalid']);
    const pending = `${randomUUID()}@buyers.example`;
    await post('register', { email: pending, password: TEST_PASSWORD, name: 'X' });
    const registration = await linkTo(services, 'registration', pending);
    expect(codeOf(await reset(registration.token))).toEqual([410, 'auth.link-invalid']);
    expect(await hashOf(email)).toBe(before);
  });

  it.each([
    ['password123', 'auth.password-common'],
    ['0123456789', 'auth.password-common'],
  ])('is not set to one that everybody tries: %s', async (password, code) => {
    const { email } = await signUp(services);
    const before = await hashOf(email);
    const { token } = await linkFor(email);
    expect(codeOf(await reset(token, password))).toEqual([422, code]);
    expect(await hashOf(email)).toBe(before);
    // The link is still good for a better one.
    expect((await reset(token)).status).toBe(204);
  });

  it('proves the address, too', async () => {
    const { email } = await signUp(services);
    await database()
      .updateTable('users')
      .set({ email_verified_at: null })
      .where('email', '=', email)
      .execute();
    const { token } = await linkFor(email);
    await reset(token);
    expect((await logIn(email, NEW_PASSWORD)).body.user.emailVerified).toBe(true);
  });
});

describe('a reset for an address without an account', () => {
  it('is answered the same, and no mail goes out', async () => {
    const { email } = await signUp(services);
    const unknown = `${randomUUID()}@buyers.example`;
    const [one, other] = [await askFor(email), await askFor(unknown)];
    const seen = ({ status, text, headers, cookies }: typeof one) => ({
      status,
      text,
      headers: Object.keys(headers).sort(),
      cookies,
    });
    expect(seen(other)).toEqual(seen(one));
    const links = await database()
      .selectFrom('email_links')
      .select('email')
      .where('email', '=', unknown)
      .execute();
    expect(links).toEqual([]);
    await mailTo(services, email, /^Set a new password/);
    expect(await mailsTo(services, unknown)).toEqual([]);
  });

  it('stays silent past six an hour, for known and unknown addresses alike', async () => {
    const { email } = await signUp(services);
    const unknown = `${randomUUID()}@buyers.example`;
    for (const address of [email, unknown]) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post('password-reset', { email: address })),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
      await mailsHandedOver(services, address);
    }
    // One of the six was the registration's; a link that a newer one replaced is not sent.
    const mails = await mailsTo(services, email);
    expect(mails.length).toBeLessThanOrEqual(6);
  });
});

describe('the link of a reset', () => {
  it('is made once a mail, so that one that was used does not come back after a crash', async () => {
    const { email } = await signUp(services);
    await askFor(email);
    const token = tokenIn(await mailTo(services, email, /^Set a new password/));
    const { nonce } = await database()
      .selectFrom('email_links')
      .select('nonce')
      .where('email', '=', email)
      .where('purpose', '=', 'password-reset')
      .executeTakeFirstOrThrow();
    expect((await reset(token)).status).toBe(204);
    // As if auth had been killed after the hand-over: the request is still there.
    await database()
      .insertInto('mail_requests')
      .values({
        id: randomUUID(),
        kind: 'password-reset',
        recipient: email,
        details: '{}',
        link_nonce: nonce,
      })
      .execute();
    await mailsHandedOver(services, email);
    expect(codeOf(await reset(token))).toEqual([410, 'auth.link-invalid']);
    const links = await database()
      .selectFrom('email_links')
      .select('nonce')
      .where('email', '=', email)
      .execute();
    expect(links).toEqual([]);
  });
});
