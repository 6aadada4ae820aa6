import { randomUUID } from 'node:crypto';
import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { RegistrationStarted, Session } from '@haat/contracts/http/auth.ts';
import { linkTo, mailsTo, signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
});
afterAll(() => services.stop());

const newEmail = () => `${randomUUID()}@buyers.example`;
const post = <Body = unknown>(path: string, body?: unknown, cookies: Readonly<Record<string, string>> = {}) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    cookies,
    ...(body === undefined ? {} : { body }),
  });
const begin = async (email = newEmail(), password = TEST_PASSWORD) => ({
  email,
  ...(await post<RegistrationStarted>('register', { email, password, name: 'Meera' })),
});
const database = () => services.database<AuthTables>('auth');
const usersOf = (email: string) =>
  database().selectFrom('users').selectAll().where('email', '=', email).execute();
const told = async (email: string) => {
  const registered = await services.committed('auth', UserRegistered);
  const verified = await services.committed('auth', EmailVerified);
  return [...registered, ...verified]
    .filter(({ payload }) => payload.email.toLowerCase() === email)
    .map(({ type }) => type);
};
describe('registering', () => {
  it('begins an account, and tells nobody of it before the address is proven', async () => {
    const { status, body, headers, email } = await begin();
    expect(status).toBe(202);
    expect(body).toEqual({ email, expiresAt: body.expiresAt });
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
    expect(String(headers['set-cookie'])).toMatch(/^haat-registration=[\w-]{43};.*HttpOnly; SameSite=Strict/);
    expect(await usersOf(email)).toEqual([]);
    expect(await told(email)).toEqual([]);
    expect(codeOf(await post('login', { email, password: TEST_PASSWORD }))).toEqual([
      401,
      'auth.wrong-credentials',
    ]);
  });

  it('is finished by the code that the mail brings: the account is there, and logged in', async () => {
    const { email, cookies } = await begin();
    const [mail] = await mailsTo(services, email);
    const code = /^(\d{6}) is your Haat code$/.exec(mail?.subject ?? '')?.[1];
    const { status, body, headers } = await post<Session>('register/confirm', { code }, cookies);
    expect(status).toBe(201);
    expect(body.user).toEqual({
      id: body.user.id,
      email,
      emailVerified: true,
      name: 'Meera',
      locale: null,
      roles: ['customer'],
      sellerId: null,
      sellerRole: null,
      staffRole: null,
    });
    expect(String(headers['set-cookie'])).toMatch(/haat-refresh=[\w-]{43};[^,]*HttpOnly; SameSite=Strict/);
    expect(String(headers['set-cookie'])).toMatch(/haat-registration=;/);
    expect(await told(email)).toEqual(['auth.user-registered.v1', 'auth.email-verified.v1']);
    const me = await services.call('auth', { path: '/v1/auth/me', token: body.accessToken });
    expect(me.body).toEqual(body.user);
  });

  it('is finished by the link of the mail in the browser that registered', async () => {
    const { email, cookies } = await begin();
    const [mail] = await mailsTo(services, email);
    const token = /\/verify#registration=([\w-]{43})\s/.exec(mail?.text ?? '')?.[1];
    const answer = await post<Session>('register/link', { token }, cookies);
    expect([answer.status, answer.body.user.email]).toEqual([201, email]);
    // Once.
    expect(codeOf(await post('register/link', { token }, cookies))).toEqual([410, 'auth.link-invalid']);
    expect(await told(email)).toEqual(['auth.user-registered.v1', 'auth.email-verified.v1']);
  });

  it('asks for the password where the link is opened in another browser', async () => {
    const { email } = await begin();
    const stranger = await begin(email, 'the password of a stranger');
    const { token } = await linkTo(services, 'registration', email);
    expect(codeOf(await post('register/link', { token }))).toEqual([403, 'auth.password-needed']);
    // Nor will the cookie of another registration of the same address do.
    const own = await begin(email);
    expect(codeOf(await post('register/link', { token }, own.cookies))).toEqual([
      403,
      'auth.password-needed',
    ]);
    const guess = await post('register/link', { token, password: TEST_PASSWORD });
    expect(codeOf(guess)).toEqual([401, 'auth.wrong-credentials']);
    expect(await usersOf(email)).toEqual([]);
    const right = await post<Session>('register/link', { token, password: 'the password of a stranger' });
    expect(right.status).toBe(201);
    // The others have come to nothing, and say so.
    expect(codeOf(await post('register/confirm', { code: '000000' }, stranger.cookies))).toEqual([
      410,
      'auth.registration-over',
    ]);
  });

  it('makes one account of an address, whatever its case, also when five are finished at once', async () => {
    const email = newEmail();
    const begun = [];
    for (let index = 0; index < 5; index++) {
      const one = await begin(index % 2 === 0 ? email : email.toUpperCase());
      begun.push({ cookies: one.cookies, ...(await linkTo(services, 'registration', email)) });
    }
    const answers = await Promise.all(
      begun.map(({ code, cookies }) => post('register/confirm', { code }, cookies)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => [409, 410, 403].includes(status))).toHaveLength(4);
    expect(await usersOf(email)).toHaveLength(1);
    expect(await told(email)).toEqual(['auth.user-registered.v1', 'auth.email-verified.v1']);
  });

  it('takes five attempts at a code and no more, also of fifty at once', async () => {
    const { email, cookies } = await begin();
    const { code, wrongCode } = await linkTo(services, 'registration', email);
    const guesses = await Promise.all(
      Array.from({ length: 50 }, () => post('register/confirm', { code: wrongCode }, cookies)),
    );
    expect(new Set(guesses.map((guess) => codeOf(guess).join()))).toEqual(new Set(['403,auth.code-wrong']));
    const [link] = await database()
      .selectFrom('email_links')
      .select('failed_attempts')
      .where('email', '=', email)
      .execute();
    expect(link?.failed_attempts).toBe(5);
    // The right one is too late, the next mail's is not.
    expect(codeOf(await post('register/confirm', { code }, cookies))).toEqual([403, 'auth.code-wrong']);
    expect(await usersOf(email)).toEqual([]);
    expect((await post('register/resend', undefined, cookies)).status).toBe(202);
    const next = await linkTo(services, 'registration', email);
    expect((await post('register/confirm', { code: next.code }, cookies)).status).toBe(201);
  });

  it('has the mail sent again, which voids the one before', async () => {
    const { email, cookies } = await begin();
    const first = await linkTo(services, 'registration', email);
    expect((await post('register/resend', undefined, cookies)).status).toBe(202);
    expect(codeOf(await post('register/link', { token: first.token }, cookies))).toEqual([
      410,
      'auth.link-invalid',
    ]);
    const second = await linkTo(services, 'registration', email);
    expect((await post('register/link', { token: second.token }, cookies)).status).toBe(201);
  });

  it('knows nothing of a link or code that has run out', async () => {
    const { email, cookies } = await begin();
    const { token, code } = await linkTo(services, 'registration', email);
    await database()
      .updateTable('email_links')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .where('email', '=', email)
      .execute();
    expect(codeOf(await post('register/confirm', { code }, cookies))).toEqual([403, 'auth.code-wrong']);
    expect(codeOf(await post('register/link', { token }, cookies))).toEqual([410, 'auth.link-invalid']);
    expect(await usersOf(email)).toEqual([]);
  });

  it.each(['confirm', 'resend'])('without a registration cannot %s', async (step) => {
    const body = step === 'confirm' ? { code: '123456' } : undefined;
    expect(codeOf(await post(`register/${step}`, body))).toEqual([410, 'auth.registration-over']);
    expect(codeOf(await post(`register/${step}`, body, { 'haat-registration': 'x'.repeat(43) }))).toEqual([
      410,
      'auth.registration-over',
    ]);
  });

  it.each([
    [{ password: 'too short' }],
    [{ name: '   ' }],
    [{ email: 'no-address' }],
    [{ email: 'a@b.example"><script>' }],
    [{ roles: ['admin'] }],
    [{ sellerId: randomUUID() }],
    [{ emailVerified: true }],
  ])('with %j is refused and begins nothing', async (change) => {
    const email = newEmail();
    const answer = await post('register', { email, password: TEST_PASSWORD, name: 'Meera', ...change });
    expect(codeOf(answer)).toEqual([400, 'http.validation']);
    const rows = await database()
      .selectFrom('registrations')
      .selectAll()
      .where('email', '=', email)
      .execute();
    expect(rows).toEqual([]);
  });
});

describe('registering an address that has an account', () => {
  it('answers like any other, and the mail says it to the owner', async () => {
    const { email, body } = await signUp(services, { name: 'Meera' });
    const again = await begin(email, 'another long password');
    const other = await begin();
    const seen = (answer: typeof again) => ({
      status: answer.status,
      text: answer.text.replace(answer.email, 'X').replace(/"\d{4}-[^"]+"/, 'T'),
      headers: Object.keys(answer.headers).sort(),
      cookies: Object.entries(answer.cookies).map(([name, value]) => [name, value.length]),
    });
    expect(seen(again)).toEqual(seen(other));
    const mails = await mailsTo(services, email);
    const mail = mails.find(({ subject }) => subject === 'You already have a Haat account');
    expect(mail?.text).not.toMatch(/\d{6}|#registration/);
    // Nothing came of it.
    expect((await usersOf(email)).map(({ id }) => id)).toEqual([body.user.id]);
    expect((await post('login', { email, password: TEST_PASSWORD })).status).toBe(200);
    const guess = await post('register/confirm', { code: '123456' }, again.cookies);
    const guessOther = await post('register/confirm', { code: '123456' }, other.cookies);
    expect(codeOf(guess)).toEqual(codeOf(guessOther));
  });

  it('cannot be finished by whoever began before the account was there', async () => {
    const email = newEmail();
    const early = await begin(email, 'the password of a stranger');
    const { code } = await linkTo(services, 'registration', email);
    await signUp(services, { email });
    expect(codeOf(await post('register/confirm', { code }, early.cookies))).toEqual([
      410,
      'auth.registration-over',
    ]);
    const logIn = await post('login', { email, password: 'the password of a stranger' });
    expect(codeOf(logIn)).toEqual([401, 'auth.wrong-credentials']);
  });
});

describe('secrets of a registration', () => {
  it('are kept nowhere as they are: not the password, the code, the link or what the browser shows', async () => {
    const { email, cookies } = await begin();
    const { token, code } = await linkTo(services, 'registration', email);
    await mailsTo(services, email);
    const kept = [];
    for (const [name, tables] of [
      ['auth', ['registrations', 'email_links', 'mail_requests', 'outbox']],
      ['notification', ['deliveries', 'outbox']],
    ] as const) {
      for (const table of tables) {
        const { rows } = await sql<{ row: string }>`
          select t::text as row from ${sql.table(table)} t
        `.execute(services.database<Record<string, object>>(name));
        kept.push(...rows.map(({ row }) => row));
      }
    }
    const text = kept.join('\n');
    expect(text).toContain(email);
    for (const secret of [token, TEST_PASSWORD, cookies['haat-registration'] ?? '']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
    const mine = kept.filter((row) => row.includes(email)).join('\n');
    expect(mine).not.toContain(code);
    const [registration] = await database()
      .selectFrom('registrations')
      .selectAll()
      .where('email', '=', email)
      .execute();
    expect(registration?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('mails of registrations', () => {
  it('stop at six an hour and address, also of twenty at once, and the answers do not', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 20 }, () => begin(email)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await mailsTo(services, email);
    const { used } = await database()
      .selectFrom('mail_allowances')
      .select('used')
      .where('address', '=', email)
      .executeTakeFirstOrThrow();
    expect(used).toBe(20);
    const waiting = await database()
      .selectFrom('mail_requests')
      .select('id')
      .where('recipient', '=', email)
      .execute();
    expect(waiting).toEqual([]);
    expect(await mailsTo(services, email)).toHaveLength(6);
  });

  it('wait for the notification service, and come once when it is back', async () => {
    services.disconnect('notification');
    const { email, cookies } = await begin();
    const [request] = await until('the first attempt', async () => {
      const rows = await database()
        .selectFrom('mail_requests')
        .selectAll()
        .where('recipient', '=', email)
        .execute();
      return (rows[0]?.attempts ?? 0) > 0 ? rows : undefined;
    });
    services.reconnect('notification');
    await database()
      .updateTable('mail_requests')
      .set({ next_attempt_at: sql<Date>`now()` })
      .where('id', '=', request?.id ?? '')
      .execute();
    const [mail] = await mailsTo(services, email);
    // As after a crash between the hand-over and its note: the same request once more.
    await database()
      .insertInto('mail_requests')
      .values({
        id: request?.id ?? '',
        kind: 'registration',
        recipient: email,
        details: '{}',
        link_nonce: request?.link_nonce ?? null,
      })
      .execute();
    expect(await mailsTo(services, email)).toHaveLength(1);
    const code = mail?.subject.slice(0, 6);
    expect((await post('register/confirm', { code }, cookies)).status).toBe(201);
  });

  it('are not sent once their link is used', async () => {
    const { email, cookies } = await begin();
    await mailsTo(services, email);
    const { nonce } = await database()
      .selectFrom('email_links')
      .select('nonce')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const { code } = await linkTo(services, 'registration', email);
    expect((await post('register/confirm', { code }, cookies)).status).toBe(201);
    await database()
      .insertInto('mail_requests')
      .values({ id: randomUUID(), kind: 'registration', recipient: email, details: '{}', link_nonce: nonce })
      .execute();
    expect(await mailsTo(services, email)).toHaveLength(1);
  });
});
