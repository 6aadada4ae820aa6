import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import type { AccountEventPage, Identity, Visit, WaysIn } from '@haat/contracts/http/factors.ts';
import { signUp } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { type ProviderUser, startTestProvider, type TestProvider } from '@haat/testing/test-provider.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let company: TestProvider;
beforeAll(async () => {
  company = await startTestProvider({
    id: 'company',
    name: 'Company',
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
const call = <Body = unknown>(
  method: 'POST' | 'DELETE',
  path: string,
  token: string | undefined,
  body?: object,
  cookies: Readonly<Record<string, string>> = {},
) =>
  services.call<Body>('auth', {
    method,
    path: `/v1/auth/${path}`,
    cookies,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
const somebody = async () => {
  const { body, email } = await signUp(services);
  return { email, token: body.accessToken, userId: body.user.id };
};
const setOut = (token: string, path = 'identities/visit') =>
  call<Visit>('POST', path, token, { provider: 'company' });
const newUser = () => company.addUser({ email: `${randomUUID()}@id.example` });
const comeBack = async (
  token: string | undefined,
  user: ProviderUser,
  visit: Awaited<ReturnType<typeof setOut>>,
) => {
  const query = await company.visit(visit.body.url, user);
  return { query, cookies: visit.cookies, answer: await finish(token, query, visit.cookies) };
};
const finish = (token: string | undefined, query: string, cookies: Readonly<Record<string, string>>) =>
  call<Identity>('POST', 'identities', token, { provider: 'company', query }, cookies);
const link = async (token: string, user: ProviderUser) =>
  (await comeBack(token, user, await setOut(token))).answer;
const logIn = async (user: ProviderUser) => {
  const visit = await call<Visit>('POST', 'login/provider/visit', undefined, { provider: 'company' });
  const query = await company.visit(visit.body.url, user);
  const body = { provider: 'company', query };
  return call<Session>('POST', 'login/provider', undefined, body, visit.cookies);
};
const identitiesOf = ({ sub }: ProviderUser) =>
  database().selectFrom('identities').selectAll().where('subject', '=', sub).execute();
const letTenMinutesPass = (userId: string) =>
  database()
    .updateTable('sessions')
    .set({ auth_time: sql<Date>`auth_time - interval '10 minutes'` })
    .where('user_id', '=', userId as never)
    .execute();

describe('linking an account at a provider', () => {
  it('opens the account by it from then on, whatever its address there', async () => {
    const { token, userId, email } = await somebody();
    const user = newUser();
    const { status, body } = await link(token, user);
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        provider: { id: 'company', name: 'Company' },
        email: user.email,
        linkedAt: expect.any(String),
        lastUsedAt: null,
      },
    ]);
    const into = await logIn(user);
    expect([into.status, into.body.user.id, into.body.user.email]).toEqual([200, userId, email]);
    const { body: events } = await services.call<AccountEventPage>('auth', {
      path: '/v1/auth/account-events',
      token,
    });
    expect(events.items.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['logged-in', 'fed'],
      ['identity-linked', 'company'],
      ['registered', 'pwd'],
    ]);
    const mails = await database()
      .selectFrom('mail_requests')
      .select(['kind', 'details'])
      .where('recipient', '=', email)
      .where('kind', '=', 'ways-in-changed')
      .execute();
    expect(mails.map(({ details }) => [details.what, details.detail])).toEqual([
      ['identity-linked', 'company'],
    ]);
  });

  it('is for one account only', async () => {
    const [first, second] = [await somebody(), await somebody()];
    const user = newUser();
    expect((await link(first.token, user)).status).toBe(201);
    expect(codeOf(await link(second.token, user))).toEqual([409, 'auth.identity-taken']);
    expect(codeOf(await link(first.token, user))).toEqual([409, 'auth.identity-taken']);
    expect((await identitiesOf(user)).map(({ user_id }) => user_id)).toEqual([first.userId]);
  });

  it('is for the session that set out: not for another account, not for a guest, not as a log-in', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const user = newUser();
    // Somebody leads another one's browser, with its cookie, to the end of their own way.
    const visit = await setOut(mine.token);
    const { query, cookies, answer } = await comeBack(other.token, user, visit);
    expect(codeOf(answer)).toEqual([403, 'auth.provider-refused']);
    expect(codeOf(await finish(undefined, query, cookies))).toEqual([401, 'auth.required']);
    const asLogIn = { provider: 'company', query };
    expect(codeOf(await call('POST', 'login/provider', undefined, asLogIn, cookies))).toEqual([
      403,
      'auth.provider-refused',
    ]);
    expect(await identitiesOf(user)).toEqual([]);
    // Nor is a log-in's way back one of a link.
    const logInVisit = await call<Visit>('POST', 'login/provider/visit', undefined, { provider: 'company' });
    const logInQuery = await company.visit(logInVisit.body.url, user);
    expect(codeOf(await finish(mine.token, logInQuery, logInVisit.cookies))).toEqual([
      403,
      'auth.provider-refused',
    ]);
    expect(await identitiesOf(user)).toEqual([]);
  });

  it('needs a proof of the last ten minutes', async () => {
    const { token, userId } = await somebody();
    await letTenMinutesPass(userId);
    expect(codeOf(await setOut(token))).toEqual([403, 'auth.reauthenticate']);
  });
});

describe('unlinking', () => {
  const linked = async () => {
    const account = await somebody();
    const user = newUser();
    return { ...account, user, identity: (await link(account.token, user)).body };
  };

  it('closes that way in', async () => {
    const { token, user, identity, userId } = await linked();
    expect((await call('DELETE', `identities/${identity.id}`, token)).status).toBe(204);
    expect(await identitiesOf(user)).toEqual([]);
    // The account there is nobody's: it makes one of its own.
    expect((await logIn(user)).body.user.id).not.toBe(userId);
  });

  it('is for the owner', async () => {
    const [{ user, identity }, other] = [await linked(), await somebody()];
    expect(codeOf(await call('DELETE', `identities/${identity.id}`, other.token))).toEqual([
      404,
      'auth.identity-not-found',
    ]);
    expect(await identitiesOf(user)).toHaveLength(1);
  });

  it('needs a proof of the last ten minutes', async () => {
    const { token, userId, user, identity } = await linked();
    await letTenMinutesPass(userId);
    const refused = await call<{ meta: object }>('DELETE', `identities/${identity.id}`, token);
    expect(codeOf(refused)).toEqual([403, 'auth.reauthenticate']);
    expect(refused.body.meta).toEqual({
      methods: { password: true, passkey: false, providers: ['company'] },
    });
    expect(await identitiesOf(user)).toHaveLength(1);
  });

  it('does not take the last way in, also of two at the same moment', async () => {
    const [user, second] = [newUser(), newUser()];
    const { body } = await logIn(user);
    expect((await link(body.accessToken, second)).status).toBe(201);
    const { body: ways } = await services.call<WaysIn>('auth', {
      path: '/v1/auth/ways-in',
      token: body.accessToken,
    });
    const answers = await Promise.all(
      ways.identities.map(({ id }) => call('DELETE', `identities/${id}`, body.accessToken)),
    );
    expect(answers.map(codeOf).sort()).toEqual([
      [204, undefined],
      [409, 'auth.last-way-in'],
    ]);
    const left = await database()
      .selectFrom('identities')
      .select('id')
      .where('user_id', '=', body.user.id as never)
      .execute();
    expect(left).toHaveLength(1);
  });
});
