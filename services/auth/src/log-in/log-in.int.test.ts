import { randomUUID } from 'node:crypto';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { RevocationPage } from '@haat/contracts/http/revocations.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth']);
});
afterAll(() => services.stop());

const COOKIE = 'haat-refresh';
const post = <Body = Session>(path: string, body?: unknown, cookie?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body === undefined ? {} : { body }),
    ...(cookie === undefined ? {} : { cookies: { [COOKIE]: cookie } }),
  });
const newEmail = () => `${randomUUID()}@buyers.example`;
const register = () => signUp(services);
const refresh = async (cookie: string, body?: unknown) => {
  const answer = await post('refresh', body, cookie);
  return { ...answer, cookie: answer.cookies[COOKIE] ?? '' };
};
const database = () => services.database<AuthTables>('auth');
const usersOf = (email: string) =>
  database().selectFrom('users').selectAll().where('email', '=', email).execute();
const tokensOf = (userId: string) =>
  database()
    .selectFrom('refresh_tokens')
    .selectAll()
    .where('user_id', '=', userId as never)
    .execute();
/** The moment of two tabs at once is over. */
const letRaceAllowancePass = (userId: string) =>
  database()
    .updateTable('refresh_tokens')
    .set({ used_at: sql<Date>`used_at - interval '1 minute'` })
    .where('user_id', '=', userId as never)
    .execute();

describe('logging in', () => {
  it('opens a session whose token says who it is', async () => {
    const { email, body: registered } = await register();
    const { status, body } = await post('login', { email: email.toUpperCase(), password: TEST_PASSWORD });
    expect(status).toBe(200);
    expect(decodeProtectedHeader(body.accessToken)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(body.accessToken);
    expect(claims).toMatchObject({
      iss: 'haat-auth',
      aud: 'haat-store',
      amr: ['pwd'],
      sub: registered.user.id,
      email,
      roles: ['customer'],
    });
    expect((claims.exp ?? 0) - Math.floor(claims.iat ?? 0)).toBe(3_600);
    const me = await services.call<User>('auth', { path: '/v1/auth/me', token: body.accessToken });
    expect(me.body).toEqual(registered.user);
  });

  it('does not tell an unknown address from a wrong password', async () => {
    const { email } = await register();
    const wrong = await post('login', { email, password: 'not the password' });
    const unknown = await post('login', { email: newEmail(), password: 'not the password' });
    const anonymous = (answer: typeof wrong) => ({
      status: answer.status,
      body: { ...answer.body, requestId: '' },
      headers: Object.keys(answer.headers).sort(),
      cookies: answer.cookies,
    });
    expect(codeOf(wrong)).toEqual([401, 'auth.wrong-credentials']);
    expect(anonymous(unknown)).toEqual(anonymous(wrong));
  });
});

describe('refreshing', () => {
  it('gives a new token each time, of the same family', async () => {
    const first = await register();
    const second = await refresh(first.cookie);
    const third = await refresh(second.cookie);
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(new Set([first.cookie, second.cookie, third.cookie]).size).toBe(3);
    expect(new Set((await tokensOf(first.body.user.id)).map((token) => token.family_id)).size).toBe(1);
  });

  it('by a token that was used up ends every session of its family, and no other', async () => {
    const stolen = await register();
    const { body } = await post('login', { email: stolen.email, password: TEST_PASSWORD });
    const other = await post('login', { email: stolen.email, password: TEST_PASSWORD });
    const current = await refresh(stolen.cookie);
    await letRaceAllowancePass(body.user.id);
    expect(codeOf(await refresh(stolen.cookie))).toEqual([401, 'auth.session-ended']);
    expect(codeOf(await refresh(current.cookie))).toEqual([401, 'auth.session-ended']);
    expect((await refresh(other.cookies[COOKIE] ?? '')).status).toBe(200);
  });

  it('of two tabs at the same moment logs neither out', async () => {
    const { cookie } = await register();
    const answers = await Promise.all([refresh(cookie), refresh(cookie), refresh(cookie)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const next = await Promise.all(answers.map((answer) => refresh(answer.cookie)));
    expect(next.map((answer) => answer.status)).toEqual([200, 200, 200]);
  });

  it.each([[''], ['made-up'], ['x'.repeat(43)]])(
    'by %j is refused and takes the cookie away',
    async (cookie) => {
      const answer = await refresh(cookie);
      expect(codeOf(answer)).toEqual([401, 'auth.session-ended']);
      expect(answer.cookie).toBe('');
    },
  );

  it('gives a token for the surface that is asked for, and only where the account has a role', async () => {
    const { body, cookie } = await register();
    expect(decodeJwt(body.accessToken).aud).toBe('haat-store');
    for (const audience of ['seller', 'admin']) {
      expect(codeOf(await refresh(cookie, { audience }))).toEqual([403, 'auth.audience-refused']);
    }
    expect(codeOf(await refresh(cookie, { audience: 'internal' }))).toEqual([400, 'http.validation']);
    await letRaceAllowancePass(body.user.id);
    // Refused, not ended: the cookie is still good.
    const again = await refresh(cookie);
    expect(again.status).toBe(200);
    await services.publish(SellerMemberAdded, { sellerId: randomUUID(), userId: body.user.id });
    await services.drained('auth');
    const seller = await refresh(again.cookie, { audience: 'seller' });
    const claims = decodeJwt(seller.body.accessToken);
    expect([claims.aud, claims.seller_role]).toEqual(['haat-seller', 'owner']);
    expect(claims.sid).toBe(decodeJwt(body.accessToken).sid);
  });

  it('by an expired token is refused', async () => {
    const { cookie, body } = await register();
    await database()
      .updateTable('refresh_tokens')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .where('user_id', '=', body.user.id as never)
      .execute();
    expect(codeOf(await refresh(cookie))).toEqual([401, 'auth.session-ended']);
  });
});

describe('logging out', () => {
  it('ends the session, and the tokens before it as well', async () => {
    const first = await register();
    const second = await refresh(first.cookie);
    const out = await post('logout', undefined, second.cookie);
    expect([out.status, out.cookies[COOKIE]]).toEqual([204, '']);
    expect(codeOf(await refresh(second.cookie))).toEqual([401, 'auth.session-ended']);
    expect(codeOf(await refresh(first.cookie))).toEqual([401, 'auth.session-ended']);
  });

  it('without a session is no error', async () => {
    expect((await post('logout')).status).toBe(204);
  });
});

describe('an access token', () => {
  const listed = async () => {
    const { body } = await services.callAsService<RevocationPage>('auth', {
      path: '/internal/revocations?after=0',
    });
    return body.items;
  };
  const me = async (token: string) => {
    await services.revocations.refresh();
    return codeOf(await services.call('auth', { path: '/v1/auth/me', token }));
  };
  const REFUSED = [401, 'auth.token-revoked'];

  it('is refused after the log-out of its session, and another session’s is not', async () => {
    const { body, cookie, email } = await register();
    const other = await post('login', { email, password: TEST_PASSWORD });
    expect(await me(body.accessToken)).toEqual([200, undefined]);
    await post('logout', undefined, cookie);
    expect(await me(body.accessToken)).toEqual(REFUSED);
    expect(await me(other.body.accessToken)).toEqual([200, undefined]);
    const sessionId = decodeJwt(body.accessToken).sid;
    expect((await listed()).filter(({ id }) => id === sessionId)).toMatchObject([{ kind: 'session' }]);
  });

  it('is refused after a refresh token of its session was used twice', async () => {
    const { body, cookie } = await register();
    await refresh(cookie);
    await letRaceAllowancePass(body.user.id);
    await refresh(cookie);
    expect(await me(body.accessToken)).toEqual(REFUSED);
  });

  it('is refused after the role in the store changed, and one of after it says the new role', async () => {
    const { body, cookie } = await register();
    const [sellerId, userId] = [randomUUID(), body.user.id];
    const told = async (
      definition: typeof SellerMemberAdded | typeof SellerMemberChanged,
      sequence: number,
      role: SellerRole,
    ) => {
      await services.publish(definition, { sellerId, userId, role }, sequence);
      await services.drained('auth');
    };
    await told(SellerMemberAdded, 5, 'manager');
    expect(await me(body.accessToken)).toEqual(REFUSED);
    const manager = await refresh(cookie, { audience: 'seller' });
    expect(await me(manager.body.accessToken)).toEqual([200, undefined]);
    await told(SellerMemberChanged, 6, 'fulfilment');
    expect(await me(manager.body.accessToken)).toEqual(REFUSED);
    // Word from before comes late and changes nothing.
    await told(SellerMemberAdded, 5, 'owner');
    const packer = await refresh(manager.cookie, { audience: 'seller' });
    expect(decodeJwt(packer.body.accessToken).seller_role).toBe('fulfilment');
    expect(await me(packer.body.accessToken)).toEqual([200, undefined]);
    await services.publish(SellerMemberRemoved, { sellerId, userId }, 7);
    await services.drained('auth');
    expect(await me(packer.body.accessToken)).toEqual(REFUSED);
    expect(codeOf(await refresh(packer.cookie, { audience: 'seller' }))).toEqual([
      403,
      'auth.audience-refused',
    ]);
    const { roles, seller, seller_role } = decodeJwt((await refresh(packer.cookie)).body.accessToken);
    expect([roles, seller, seller_role]).toEqual([['customer'], undefined, undefined]);
  });

  it('is not told of to users', async () => {
    const { body } = await register();
    const answer = await services.call('auth', {
      path: '/internal/revocations?after=0',
      token: body.accessToken,
    });
    expect(codeOf(answer)).toEqual([401, 'auth.token-invalid']);
  });
});

describe('becoming a member of a store', () => {
  it('shows in the next token, once, however often it is told', async () => {
    const { body, cookie } = await register();
    const sellerId = randomUUID();
    const event = await services.publish(SellerMemberAdded, { sellerId, userId: body.user.id });
    await services.republish([event, event]);
    await services.publish(SellerMemberAdded, { sellerId, userId: body.user.id });
    await services.drained('auth');
    expect(decodeJwt(body.accessToken).roles).toEqual(['customer']);
    const refreshed = await refresh(cookie);
    const claims = decodeJwt(refreshed.body.accessToken);
    expect([[...(claims.roles as string[])].sort(), claims.seller]).toEqual([
      ['customer', 'seller'],
      sellerId,
    ]);
  });

  it('waits for the account where the event comes first', async () => {
    await services.publish(SellerMemberAdded, { sellerId: randomUUID(), userId: randomUUID() });
    await services.drained('auth');
    expect((await until('health', async () => services.call('auth', { path: '/health/ready' }))).status).toBe(
      200,
    );
  });
});

describe('the published keys', () => {
  it('have no private part', async () => {
    const { body, text } = await services.call<{ keys: Record<string, string>[] }>('auth', {
      path: '/.well-known/jwks.json',
    });
    expect(body.keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
    expect(text).not.toContain(JSON.parse(services.identity.signingKey).d);
  });
});

describe('accounts made by other services', () => {
  it('may have roles, and cannot be made from outside', async () => {
    const body = { email: newEmail(), password: TEST_PASSWORD, name: 'Ada', roles: ['admin'] };
    const call = { method: 'POST', path: '/internal/users', body } as const;
    expect((await services.call('auth', call)).status).toBe(401);
    const admin = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
    expect((await services.call('auth', { ...call, token: admin })).status).toBe(401);
    expect(await usersOf(body.email)).toEqual([]);
    expect((await services.callAsService<User>('auth', call)).body.roles).toEqual(['admin']);
  });
});
