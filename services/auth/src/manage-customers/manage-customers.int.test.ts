import { randomUUID } from 'node:crypto';
import type { AuditPage } from '@haat/contracts/http/audit.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { Customer, CustomerPage, Impersonation } from '@haat/contracts/http/customer.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let support: TestUser;
let token: string;
beforeAll(async () => {
  services = await startTestServices(['auth']);
  support = { ...services.identity.user({ roles: ['admin'] }), staffRole: 'support' };
  token = await services.identity.tokenFor(support);
});
afterAll(() => services.stop());

const PASSWORD = 'correct horse battery';
const REASON = 'Complaint 4711: cannot see the order';
async function account(fields: { name?: string; roles?: User['roles'] } = {}): Promise<User> {
  const { body } = await services.callAsService<User>('auth', {
    method: 'POST',
    path: '/internal/users',
    body: {
      email: `${randomUUID()}@customers.example`,
      name: 'Meera Iyer',
      password: PASSWORD,
      roles: ['customer'],
      ...fields,
    },
  });
  return body;
}
const logIn = (email: string) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/login',
    body: { email, password: PASSWORD },
  });
const post = <Body>(path: string, body: object, by = token) =>
  services.call<Body>('auth', { method: 'POST', path: `/v1/admin/customers/${path}`, token: by, body });
const get = <Body>(path: string) =>
  services.call<Body>('auth', { path: `/v1/admin/customers${path}`, token });
const me = async (accessToken: string) => {
  await services.revocations.refresh();
  return services.call<User>('auth', { path: '/v1/auth/me', token: accessToken });
};
const database = () => services.database<AuthTables>('auth');
const actsOf = async (subject: string) => {
  const reader = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
  const { body } = await services.call<AuditPage>('auth', {
    path: `/v1/admin/audit?subject=${subject}`,
    token: reader,
  });
  return body.items;
};

describe('a closed account', () => {
  it('is logged in to by nobody, and what was open ends; opened again, it is as before', async () => {
    const { id, email } = await account();
    const { body: session, cookies } = await logIn(email);
    const closed = await post<Customer>(`${id}/disable`, { reason: REASON });
    expect([closed.status, closed.body.disabled]).toEqual([200, { at: expect.any(String), reason: REASON }]);
    expect(codeOf(await me(session.accessToken))).toEqual([401, 'auth.token-revoked']);
    const refreshed = await services.call('auth', { method: 'POST', path: '/v1/auth/refresh', cookies });
    expect(refreshed.status).toBe(401);
    expect(codeOf(await logIn(email))).toEqual([403, 'auth.account-disabled']);

    const opened = await post<Customer>(`${id}/enable`, { reason: 'It was somebody else' });
    expect(opened.body.disabled).toBeNull();
    expect((await logIn(email)).status).toBe(200);
    const acts = await until('both acts', async () => {
      const found = await actsOf(id);
      return found.length === 2 && found;
    });
    expect(acts.map(({ action, reason, actor }) => [action, reason, actor.email])).toEqual([
      ['customer.enabled', 'It was somebody else', support.email],
      ['customer.disabled', REASON, support.email],
    ]);
  });

  it('does not say that it is closed to who has the wrong password', async () => {
    const { id, email } = await account();
    await post(`${id}/disable`, { reason: REASON });
    const answer = await services.call('auth', {
      method: 'POST',
      path: '/v1/auth/login',
      body: { email, password: 'something else' },
    });
    expect(codeOf(answer)).toEqual([401, 'auth.wrong-credentials']);
  });

  it('is never one of the staff, and needs a reason', async () => {
    const { id } = await account({ roles: ['admin'] });
    expect(codeOf(await post(`${id}/disable`, { reason: REASON }))).toEqual([409, 'auth.account-of-staff']);
    const customer = await account();
    expect((await post(`${customer.id}/disable`, { reason: '    ' })).status).toBe(400);
    expect((await post(`${customer.id}/disable`, {})).status).toBe(400);
    expect(codeOf(await post(`${randomUUID()}/disable`, { reason: REASON }))).toEqual([
      404,
      'auth.account-not-found',
    ]);
    expect([await actsOf(id), await actsOf(customer.id)]).toEqual([[], []]);
  });
});

describe('the list of customers', () => {
  it('is searched by the beginning of a name or an address, and pages through all of them once', async () => {
    const name = `Zubin ${randomUUID().slice(0, 8)}`;
    const made = [await account({ name }), await account({ name }), await account({ name })];
    const q = encodeURIComponent(name.toUpperCase());
    const first = await get<CustomerPage>(`?q=${q}&limit=2`);
    const second = await get<CustomerPage>(`?q=${q}&limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(
      made.map(({ id }) => id).reverse(),
    );
    expect(second.body.nextCursor).toBeNull();
    const byEmail = await get<CustomerPage>(`?q=${encodeURIComponent(made[0]?.email.slice(0, 20) ?? '')}`);
    expect(byEmail.body.items.map(({ id }) => id)).toEqual([made[0]?.id]);
    expect((await get<Customer>(`/${made[1]?.id}`)).body.name).toBe(name);
  });

  it.each(['%', '_', "'", '\\', '%25'])('takes %s as it is', async (q) => {
    const { status, body } = await get<CustomerPage>(`?q=${encodeURIComponent(q)}`);
    expect([status, body.items]).toEqual([200, []]);
  });

  it('refuses a cursor that was made up', async () => {
    expect(codeOf(await get('?cursor=abc'))).toEqual([400, 'http.cursor-invalid']);
  });
});

describe('acting for a customer', () => {
  it('gives a short token that says who really acts, and the audit log has why', async () => {
    const { id, email } = await account();
    const { status, body } = await post<Impersonation>(`${id}/impersonate`, { reason: REASON });
    expect([status, body.user.id, body.expiresIn]).toEqual([200, id, 900]);
    const claims = decodeJwt(body.accessToken);
    expect([claims.sub, claims.email, claims.act, claims.aud, claims.staff_role]).toEqual([
      id,
      email,
      { sub: support.userId, email: support.email },
      'haat-store',
      undefined,
    ]);
    expect((claims.exp ?? 0) - Math.floor(claims.iat ?? 0)).toBe(900);
    expect((await me(body.accessToken)).body.id).toBe(id);
    const [act] = await until('the act', async () => {
      const found = await actsOf(id);
      return found.length > 0 && found;
    });
    expect([act?.action, act?.reason, act?.after]).toEqual([
      'customer.impersonated',
      REASON,
      { audience: 'store' },
    ]);
  });

  it('opens no session: nothing can be renewed', async () => {
    const { id } = await account();
    const answer = await post(`${id}/impersonate`, { reason: REASON });
    expect(answer.headers['set-cookie']).toBeUndefined();
    const rows = await database()
      .selectFrom('refresh_tokens')
      .select('id')
      .where('user_id', '=', id as never)
      .execute();
    expect(rows).toEqual([]);
  });

  it('ends with the session and with the rights of who acts, and when the customer’s tokens are revoked', async () => {
    const revocations = [
      (actor: TestUser) => ({ kind: 'session' as const, id: actor.sessionId }),
      (actor: TestUser) => ({ kind: 'user' as const, id: actor.userId }),
      (_actor: TestUser, customer: string) => ({ kind: 'user' as const, id: customer }),
    ];
    for (const revocation of revocations) {
      const actor: TestUser = { ...services.identity.user({ roles: ['admin'] }), staffRole: 'support' };
      const { id } = await account();
      const by = await services.identity.tokenFor(actor);
      const { body } = await post<Impersonation>(`${id}/impersonate`, { reason: REASON }, by);
      expect((await me(body.accessToken)).status).toBe(200);
      await database().insertInto('revocations').values(revocation(actor, id)).execute();
      expect(codeOf(await me(body.accessToken))).toEqual([401, 'auth.token-revoked']);
    }
  });

  it('is refused for staff, for closed accounts, for the portal of who has no store, and to who acts already', async () => {
    const staff = await account({ roles: ['admin'] });
    const customer = await account();
    const refused = async (id: string, body: object, by = token) =>
      codeOf(await post(`${id}/impersonate`, { reason: REASON, ...body }, by));
    expect(await refused(staff.id, {})).toEqual([409, 'auth.account-of-staff']);
    expect(await refused(customer.id, { audience: 'seller' })).toEqual([409, 'auth.no-store']);
    expect((await refused(customer.id, { audience: 'admin' }))[0]).toBe(400);
    expect((await refused(customer.id, { reason: '' }))[0]).toBe(400);
    const acting = await services.identity.tokenFor({
      ...support,
      impersonator: { userId: randomUUID(), email: 'other@haat.example' },
    });
    expect(await refused(customer.id, {}, acting)).toEqual([403, 'auth.not-while-impersonating']);
    await post(`${customer.id}/disable`, { reason: REASON });
    expect(await refused(customer.id, {})).toEqual([403, 'auth.account-disabled']);
    expect((await actsOf(staff.id)).length).toBe(0);
  });
});

describe('the audit log', () => {
  it('is filtered by who, what and when, and pages through everything once', async () => {
    const actor: TestUser = { ...services.identity.user({ roles: ['admin'] }), staffRole: 'support' };
    const by = await services.identity.tokenFor(actor);
    const customers = [await account(), await account(), await account()];
    for (const { id } of customers) await post(`${id}/disable`, { reason: REASON }, by);
    await post(`${customers[0]?.id}/enable`, { reason: REASON }, by);
    const reader = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
    const ask = async (query: string) =>
      (await services.call<AuditPage>('auth', { path: `/v1/admin/audit?${query}`, token: reader })).body;
    const mine = `actor=${encodeURIComponent(actor.email.toUpperCase())}`;
    await until('all acts', async () => (await ask(mine)).items.length === 4);
    expect((await ask(`${mine}&action=customer.dis`)).items).toHaveLength(3);
    const day = new Date().toISOString().slice(0, 10);
    expect((await ask(`${mine}&from=${day}&to=${day}`)).items).toHaveLength(4);
    expect((await ask(`${mine}&to=2020-02-31`)).items).toEqual([]);
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: AuditPage = await ask(`${mine}&limit=3${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([pages.length, new Set(pages).size]).toEqual([4, 4]);
  });

  it('takes new rows only', async () => {
    const { id } = await account();
    await post(`${id}/disable`, { reason: REASON });
    await until('the act', async () => (await actsOf(id)).length === 1);
    for (const statement of [
      sql`update audit_log set reason = 'nothing' where subject_id = ${id}`,
      sql`delete from audit_log where subject_id = ${id}`,
      sql`truncate audit_log`,
    ]) {
      await expect(statement.execute(database())).rejects.toThrow('the audit log takes new rows only');
    }
  });
});
