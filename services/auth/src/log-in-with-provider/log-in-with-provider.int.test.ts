import { randomUUID } from 'node:crypto';
import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { RegistrationStarted, Session } from '@haat/contracts/http/auth.ts';
import type {
  AccountEventPage,
  LogInChallenge,
  PasskeyCreation,
  PasskeyRequest,
  ProviderList,
  Visit,
  WaysIn,
} from '@haat/contracts/http/factors.ts';
import { linkTo, signUp, TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode } from '@haat/testing/one-time-code.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import {
  NOBODY,
  type ProviderUser,
  startTestProvider,
  type TestProvider,
} from '@haat/testing/test-provider.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let company: TestProvider;
let google: TestProvider;
let gone: TestProvider;
const returnTo = (id: string) => `http://localhost:8080/login/return/${id}`;
beforeAll(async () => {
  // Each would send a browser to the other's return address, too: what a mix-up needs.
  const returnUrls = [returnTo('company'), returnTo('google')];
  company = await startTestProvider({ id: 'company', name: 'Company', returnUrls });
  google = await startTestProvider({ id: 'google', name: 'Google', returnUrls, claimsInToken: true });
  gone = await startTestProvider({ id: 'gone', returnUrls });
  await gone.close();
  const OIDC_PROVIDERS = JSON.stringify([company.config, google.config, gone.config]);
  services = await startTestServices(['auth'], { auth: { OIDC_PROVIDERS } });
});
afterAll(async () => {
  await services.stop();
  await company.close();
  await google.close();
});

const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(
  path: string,
  body: object,
  { token, cookies }: { token?: string; cookies?: Readonly<Record<string, string>> } = {},
) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    body,
    ...(token ? { token } : {}),
    ...(cookies ? { cookies } : {}),
  });
const setOut = (provider: TestProvider) =>
  post<Visit>('login/provider/visit', { provider: provider.config.id });
/** Whatever a log-in is answered with. */
type Answer = Session & LogInChallenge & RegistrationStarted;
const comeBack = (provider: TestProvider, query: string, cookies: Readonly<Record<string, string>>) =>
  post<Answer>('login/provider', { provider: provider.config.id, query }, { cookies });
const logIn = async (provider: TestProvider, user: ProviderUser) => {
  const { body, cookies } = await setOut(provider);
  return comeBack(provider, await provider.visit(body.url, user), cookies);
};
const newEmail = () => `${randomUUID()}@buyers.example`;
const usersOf = (email: string) =>
  database().selectFrom('users').selectAll().where('email', '=', email).execute();
const identitiesOf = ({ sub }: ProviderUser) =>
  database().selectFrom('identities').selectAll().where('subject', '=', sub).execute();
const told = async (email: string) => {
  const registered = await services.committed('auth', UserRegistered);
  const verified = await services.committed('auth', EmailVerified);
  return [...registered, ...verified]
    .filter(({ payload }) => payload.email === email)
    .map(({ type }) => type);
};
const waysIn = async (token: string) =>
  (await services.call<WaysIn>('auth', { path: '/v1/auth/ways-in', token })).body;

describe('a log-in by a provider', () => {
  it('is offered for those that are configured', async () => {
    const { body } = await services.call<ProviderList>('auth', { path: '/v1/auth/providers' });
    expect(body.providers.slice(0, 2)).toEqual([
      { id: 'company', name: 'Company' },
      { id: 'google', name: 'Google' },
    ]);
  });

  it('sets out with state, nonce and PKCE, and a cookie that binds the way back to the browser', async () => {
    const { status, body, headers } = await setOut(company);
    expect(status).toBe(201);
    const url = new URL(body.url);
    expect(url.origin).toBe(company.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'haat',
      response_type: 'code',
      scope: 'openid email profile',
      redirect_uri: returnTo('company'),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(String(headers['set-cookie'])).toMatch(
      /^haat-visit=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it.each(['company', 'google'] as const)('of %s makes an account of a verified address', async (which) => {
    const provider = which === 'company' ? company : google;
    const user = provider.addUser({ email: newEmail(), name: 'Ada Okafor' });
    const { status, body, headers } = await logIn(provider, user);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email: user.email, name: 'Ada Okafor', emailVerified: true });
    expect(decodeJwt(body.accessToken).amr).toEqual(['fed']);
    expect(String(headers['set-cookie'])).toMatch(/haat-visit=;.*haat-refresh=[\w-]{43}/s);
    expect(await told(user.email ?? '')).toEqual(['auth.user-registered.v1', 'auth.email-verified.v1']);
    const [row] = await usersOf(user.email ?? '');
    expect(row?.password_hash).toBeNull();
    expect(await waysIn(body.accessToken)).toMatchObject({
      hasPassword: false,
      identities: [{ provider: { id: which }, email: user.email }],
    });
  });

  it('opens the same account the next time, whatever the address has become', async () => {
    const user = company.addUser({ email: newEmail() });
    const first = await logIn(company, user);
    company.addUser({ ...user, email: newEmail(), email_verified: false });
    const second = await logIn(company, user);
    expect([second.status, second.body.user.id]).toEqual([200, first.body.user.id]);
    expect(second.body.user.email).toBe(user.email);
    expect(await identitiesOf(user)).toHaveLength(1);
  });

  it('asks for the second step where the account has one, like any other', async () => {
    const user = company.addUser({ email: newEmail() });
    const first = await logIn(company, user);
    const { secret } = await turnTotpOn(services, first.body.accessToken);
    const second = await logIn(company, user);
    expect(second.status).toBe(202);
    expect(second.body).toMatchObject({ kind: 'second-factor', methods: ['totp', 'recovery-code'] });
    expect(second.cookies['haat-refresh']).toBeUndefined();
    const { challenge } = second.body;
    const code = oneTimeCode(secret);
    const third = await post<Session>('login/second-factor', { challenge, method: 'totp', code });
    expect(decodeJwt(third.body.accessToken).amr).toEqual(['fed', 'otp', 'mfa']);
  });

  it('opens no account that is closed', async () => {
    const user = company.addUser({ email: newEmail() });
    const { id } = (await logIn(company, user)).body.user;
    await sql`update users set disabled_at = now() where id = ${id}`.execute(database());
    const again = await logIn(company, user);
    expect([codeOf(again), again.cookies['haat-refresh']]).toEqual([
      [403, 'auth.account-disabled'],
      undefined,
    ]);
  });

  it('never opens an account by a password that it does not have', async () => {
    const user = company.addUser({ email: newEmail() });
    await logIn(company, user);
    for (const password of ['null', 'undefined', 'no account has this password']) {
      expect(codeOf(await post('login', { email: user.email, password }))).toEqual([
        401,
        'auth.wrong-credentials',
      ]);
    }
  });
});

describe('what comes back from a provider', () => {
  /** Nothing came of it. */
  const expectNothing = async (user: ProviderUser) => {
    expect(await usersOf(user.email ?? '')).toEqual([]);
    expect(await identitiesOf(user)).toEqual([]);
    expect(await told(user.email ?? '')).toEqual([]);
  };
  const there = async () => {
    const user = company.addUser({ email: newEmail() });
    const { body, cookies } = await setOut(company);
    return { user, cookies, url: body.url, query: await company.visit(body.url, user) };
  };
  const REFUSED = [403, 'auth.provider-refused'];

  it('is refused with another state, or none', async () => {
    for (const change of [(state: string) => `${state}x`, () => 'x'.repeat(43), () => '']) {
      const { user, cookies, query } = await there();
      const changed = new URLSearchParams(query);
      changed.set('state', change(changed.get('state') ?? ''));
      expect(codeOf(await comeBack(company, changed.toString(), cookies))).toEqual(REFUSED);
      await expectNothing(user);
    }
  });

  it('is refused in a browser that did not set out, or set out for something else', async () => {
    const { user, query } = await there();
    expect(codeOf(await comeBack(company, query, {}))).toEqual(REFUSED);
    expect(codeOf(await comeBack(company, query, { 'haat-visit': 'x'.repeat(43) }))).toEqual(REFUSED);
    const other = await setOut(company);
    expect(codeOf(await comeBack(company, query, other.cookies))).toEqual(REFUSED);
    await expectNothing(user);
  });

  it('is refused when its token carries another nonce', async () => {
    const user = company.addUser({ email: newEmail() });
    const { body, cookies } = await setOut(company);
    const url = new URL(body.url);
    url.searchParams.set('nonce', 'x'.repeat(43));
    expect(codeOf(await comeBack(company, await company.visit(url.href, user), cookies))).toEqual(REFUSED);
    await expectNothing(user);
  });

  it('is refused when the code was asked for with another verifier', async () => {
    const user = company.addUser({ email: newEmail() });
    const { body, cookies } = await setOut(company);
    const url = new URL(body.url);
    url.searchParams.set('code_challenge', 'x'.repeat(43));
    expect(codeOf(await comeBack(company, await company.visit(url.href, user), cookies))).toEqual(REFUSED);
    await expectNothing(user);
  });

  it('is taken once: neither again, nor five times at the same moment, nor with a code of before', async () => {
    const { cookies, query } = await there();
    const answers = await Promise.all(Array.from({ length: 5 }, () => comeBack(company, query, cookies)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    const next = await there();
    const replayed = new URLSearchParams(next.query);
    replayed.set('code', new URLSearchParams(query).get('code') ?? '');
    expect(codeOf(await comeBack(company, replayed.toString(), next.cookies))).toEqual(REFUSED);
    await expectNothing(next.user);
  });

  it('is refused when another provider sends it, which is not shown the code of this one', async () => {
    const victim = google.addUser({ email: newEmail() });
    // The browser sets out to one, and is led on to the other with the state of the first.
    const { body, cookies } = await setOut(company);
    const url = new URL(body.url);
    const elsewhere = new URL(url.pathname + url.search, google.issuer);
    const query = await google.visit(elsewhere.href, victim);
    const before = company.tokenRequests();
    expect(codeOf(await comeBack(company, query, cookies))).toEqual(REFUSED);
    expect(company.tokenRequests()).toBe(before);
    // Nor without the word of who sends it.
    const again = await setOut(company);
    const second = new URL(again.body.url);
    const silent = new URLSearchParams(
      await google.visit(new URL(second.pathname + second.search, google.issuer).href, victim),
    );
    silent.delete('iss');
    expect(codeOf(await comeBack(company, silent.toString(), again.cookies))).toEqual(REFUSED);
    expect(company.tokenRequests()).toBe(before);
    await expectNothing(victim);
  });

  it('is refused at the return address of another provider', async () => {
    const { user, cookies, query } = await there();
    expect(codeOf(await comeBack(google, query, cookies))).toEqual(REFUSED);
    await expectNothing(user);
  });

  it('is over after ten minutes', async () => {
    const { user, cookies, query } = await there();
    await database()
      .updateTable('provider_visits')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .execute();
    expect(codeOf(await comeBack(company, query, cookies))).toEqual(REFUSED);
    await expectNothing(user);
  });

  it('says so when the user broke it off there', async () => {
    const { body, cookies } = await setOut(company);
    const query = await company.visit(body.url, NOBODY);
    expect(query).toContain('error=access_denied');
    expect(codeOf(await comeBack(company, query, cookies))).toEqual([403, 'auth.provider-declined']);
  });

  it('is not taken from a provider that nobody knows', async () => {
    const body = { provider: 'evil', query: 'code=x' };
    expect(codeOf(await post('login/provider/visit', { provider: 'evil' }))).toEqual([
      404,
      'auth.provider-unknown',
    ]);
    expect(codeOf(await post('login/provider', body))).toEqual(REFUSED);
  });

  it('leaves nothing behind that a thief of the database could use', async () => {
    const { body, cookies } = await setOut(company);
    const rows = JSON.stringify(await database().selectFrom('provider_visits').selectAll().execute());
    const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
    for (const secret of [cookies['haat-visit'] ?? '', ...new URL(body.url).searchParams.values()]) {
      if (secret.length !== 43) continue;
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain(hex(secret));
    }
  });
});

describe('a provider that is away', () => {
  it('is said to be, and the log-in by password works as ever', async () => {
    const { email } = await signUp(services);
    expect(codeOf(await setOut(gone))).toEqual([503, 'auth.provider-unavailable']);
    const before = await database().selectFrom('provider_visits').select('provider').execute();
    expect(before.filter(({ provider }) => provider === 'gone')).toEqual([]);
    expect((await post('login', { email, password: TEST_PASSWORD })).status).toBe(200);
  });

  it('between the two steps is said to be, too, and the visit is over', async () => {
    const returnUrls = [returnTo('brief')];
    const brief = await startTestProvider({ id: 'brief', returnUrls });
    const own = await startTestServices(['auth'], {
      auth: { OIDC_PROVIDERS: JSON.stringify([brief.config]) },
    });
    const visit = await own.call<Visit>('auth', {
      method: 'POST',
      path: '/v1/auth/login/provider/visit',
      body: { provider: 'brief' },
    });
    const query = await brief.visit(visit.body.url, brief.addUser());
    await brief.close();
    const back = () =>
      own.call('auth', {
        method: 'POST',
        path: '/v1/auth/login/provider',
        body: { provider: 'brief', query },
        cookies: visit.cookies,
      });
    expect(codeOf(await back())).toEqual([503, 'auth.provider-unavailable']);
    expect(codeOf(await back())).toEqual([403, 'auth.provider-refused']);
    await own.stop();
  });
});

describe('an address that the provider has not verified', () => {
  it('is verified by our own mail, and then the account is there and linked', async () => {
    const user = company.addUser({ email: newEmail(), email_verified: false });
    const begun = await logIn(company, user);
    expect([begun.status, Object.keys(begun.body).sort()]).toEqual([202, ['email', 'expiresAt']]);
    expect(await usersOf(user.email ?? '')).toEqual([]);
    expect(await identitiesOf(user)).toEqual([]);
    const { code } = await linkTo(services, 'registration', user.email ?? '');
    const done = await post<Session>('register/confirm', { code }, { cookies: begun.cookies });
    expect([done.status, decodeJwt(done.body.accessToken).amr]).toEqual([201, ['fed']]);
    expect((await identitiesOf(user)).map(({ user_id }) => user_id)).toEqual([done.body.user.id]);
    expect((await logIn(company, user)).body.user.id).toBe(done.body.user.id);
  });

  it('of somebody who has an account gets the same answer, and nothing is linked', async () => {
    const { email, body } = await signUp(services);
    const thief = company.addUser({ email, email_verified: false });
    const stranger = company.addUser({ email: newEmail(), email_verified: false });
    const [known, unknown] = [await logIn(company, thief), await logIn(company, stranger)];
    const seen = (answer: typeof known) => [
      answer.status,
      answer.text.replace(answer.body.email, 'X').replace(/"\d{4}-[^"]+"/, 'T'),
      Object.keys(answer.headers).sort(),
    ];
    expect(seen(known)).toEqual(seen(unknown));
    expect(await identitiesOf(thief)).toEqual([]);
    expect((await usersOf(email)).map(({ id }) => id)).toEqual([body.user.id]);
  });

  it('cannot be finished by the link in a browser that did not come from the provider', async () => {
    const user = company.addUser({ email: newEmail(), email_verified: false });
    await logIn(company, user);
    const { token } = await linkTo(services, 'registration', user.email ?? '');
    expect(codeOf(await post('register/link', { token }))).toEqual([403, 'auth.password-needed']);
    for (const password of ['x', 'null', 'no account has this password']) {
      expect(codeOf(await post('register/link', { token, password }))).toEqual([
        401,
        'auth.wrong-credentials',
      ]);
    }
    expect(await usersOf(user.email ?? '')).toEqual([]);
    expect(await identitiesOf(user)).toEqual([]);
  });

  it('or none at all is told of', async () => {
    const user = company.addUser({ email: 'not an address' });
    expect(codeOf(await logIn(company, user))).toEqual([403, 'auth.provider-email-missing']);
    expect(await identitiesOf(user)).toEqual([]);
  });
});

describe('a verified address of somebody who has an account', () => {
  const comeWithAddressOf = async (account: { email: string }) => {
    const user = google.addUser({ email: account.email });
    return { user, answer: await logIn(google, user) };
  };

  it('opens nothing and links nothing', async () => {
    const account = await signUp(services);
    const { user, answer } = await comeWithAddressOf(account);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      kind: 'link',
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      methods: ['password'],
      expiresIn: 600,
      link: { provider: { id: 'google', name: 'Google' }, email: account.email },
    });
    expect(answer.cookies['haat-refresh']).toBeUndefined();
    expect(await identitiesOf(user)).toEqual([]);
    // The challenge itself is no second step.
    const { challenge } = answer.body;
    expect(codeOf(await post('login/second-factor', { challenge, method: 'totp', code: '123456' }))).toEqual([
      401,
      'auth.challenge-over',
    ]);
  });

  it('is linked by the password of the account, and opens it from then on', async () => {
    const account = await signUp(services);
    const { user, answer } = await comeWithAddressOf(account);
    const link = answer.body.challenge;
    const wrong = await post('login', { email: account.email, password: 'not the password', link });
    expect(codeOf(wrong)).toEqual([401, 'auth.wrong-credentials']);
    expect(await identitiesOf(user)).toEqual([]);
    const right = await post<Session>('login', { email: account.email, password: TEST_PASSWORD, link });
    expect([right.status, right.body.user.id]).toEqual([200, account.body.user.id]);
    expect((await logIn(google, user)).body.user.id).toBe(account.body.user.id);
    const path = '/v1/auth/account-events';
    const { body } = await services.call<AccountEventPage>('auth', { path, token: right.body.accessToken });
    expect(body.items.map(({ kind }) => kind)).toEqual([
      'logged-in',
      'identity-linked',
      'logged-in',
      'registered',
    ]);
    // Once.
    expect(codeOf(await post('login', { email: account.email, password: TEST_PASSWORD, link }))).toEqual([
      401,
      'auth.challenge-over',
    ]);
  });

  it('is linked after the second step, not before', async () => {
    const account = await signUp(services);
    const { secret } = await turnTotpOn(services, account.body.accessToken);
    const { user, answer } = await comeWithAddressOf(account);
    const link = answer.body.challenge;
    const first = await post<LogInChallenge>('login', {
      email: account.email,
      password: TEST_PASSWORD,
      link,
    });
    expect([first.status, first.body.kind]).toEqual([202, 'second-factor']);
    expect(await identitiesOf(user)).toEqual([]);
    const { challenge } = first.body;
    const code = oneTimeCode(secret);
    expect((await post('login/second-factor', { challenge, method: 'totp', code })).status).toBe(200);
    expect(await identitiesOf(user)).toHaveLength(1);
  });

  it('is linked by a passkey of the account', async () => {
    const account = await signUp(services);
    const token = account.body.accessToken;
    const device = createTestAuthenticator();
    const creation = await post<PasskeyCreation>('passkeys/options', {}, { token });
    await post('passkeys', { name: 'Laptop', credential: device.create(creation.body) }, { token });
    const { user, answer } = await comeWithAddressOf(account);
    expect(answer.body.methods).toEqual(['password', 'passkey']);
    const asked = await post<PasskeyRequest>('login/passkey/options', {});
    const credential = device.get(asked.body);
    const body = { credential, link: answer.body.challenge };
    expect((await post('login/passkey', body)).status).toBe(200);
    expect((await identitiesOf(user)).map(({ user_id }) => user_id)).toEqual([account.body.user.id]);
  });

  it('is not linked to an account of another address', async () => {
    const [account, other] = [await signUp(services), await signUp(services)];
    const { user, answer } = await comeWithAddressOf(account);
    const link = answer.body.challenge;
    const logIn = await post('login', { email: other.email, password: TEST_PASSWORD, link });
    expect(codeOf(logIn)).toEqual([401, 'auth.challenge-over']);
    expect(await identitiesOf(user)).toEqual([]);
  });
});

describe('an account that somebody made with the address of another one before they came', () => {
  /** As releases of before let anybody: nobody has ever shown that the address is theirs. */
  const occupied = async () => {
    const squatter = await signUp(services, { password: 'the password of a stranger' });
    await database()
      .updateTable('users')
      .set({ email_verified_at: null })
      .where('email', '=', squatter.email)
      .execute();
    return squatter;
  };

  it('does not catch its owner who comes by a provider', async () => {
    const squatter = await occupied();
    const owner = google.addUser({ email: squatter.email });
    const answer = await logIn(google, owner);
    expect([answer.status, answer.body.kind]).toEqual([202, 'link']);
    expect(answer.cookies['haat-refresh']).toBeUndefined();
    expect(await identitiesOf(owner)).toEqual([]);
  });

  it('gets no further way in that would outlast the owner’s reset', async () => {
    const { body } = await occupied();
    const token = body.accessToken;
    const REFUSED = [403, 'auth.email-unproven'];
    expect(codeOf(await post('passkeys/options', {}, { token }))).toEqual(REFUSED);
    expect(codeOf(await post('totp', {}, { token }))).toEqual(REFUSED);
    expect(codeOf(await post('identities/visit', { provider: 'company' }, { token }))).toEqual(REFUSED);
  });

  it('is not made by a registration that was begun with it: the owner’s log-in by a provider ends that', async () => {
    const email = newEmail();
    const fields = { email, password: 'the password of a stranger', name: 'Mallory' };
    const begun = await post('register', fields);
    const { code, token } = await linkTo(services, 'registration', email);
    const owner = google.addUser({ email });
    const into = await logIn(google, owner);
    expect([into.status, into.body.user.email]).toEqual([200, email]);
    expect(codeOf(await post('register/confirm', { code }, { cookies: begun.cookies }))).toEqual([
      410,
      'auth.registration-over',
    ]);
    expect(codeOf(await post('register/link', { token }, { cookies: begun.cookies }))).toEqual([
      410,
      'auth.link-invalid',
    ]);
    expect(codeOf(await post('login', { email, password: fields.password }))).toEqual([
      401,
      'auth.wrong-credentials',
    ]);
  });
});
