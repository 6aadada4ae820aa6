import { randomUUID } from 'node:crypto';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { AuditPage } from '@haat/contracts/http/audit.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { StaffList, StaffMember } from '@haat/contracts/http/staff.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let boss: TestUser;
let token: string;
beforeAll(async () => {
  services = await startTestServices(['auth']);
  const created = await account(['admin']);
  boss = services.identity.user({ userId: created.id, email: created.email, roles: ['admin'] });
  token = await services.identity.tokenFor(boss);
});
afterAll(() => services.stop());

const PASSWORD = 'correct horse battery';
async function account(roles: User['roles'] = ['customer']): Promise<User> {
  const { body } = await services.callAsService<User>('auth', {
    method: 'POST',
    path: '/internal/users',
    body: { email: `${randomUUID()}@staff.example`, name: 'Ada Rao', password: PASSWORD, roles },
  });
  return body;
}
const call = <Body>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  services.call<Body>('auth', {
    method,
    path: `/v1/admin/${path}`,
    token,
    ...(body ? { body } : {}),
  });
const add = (email: string, role: string) => call<StaffMember>('POST', 'staff', { email, role });
const audit = async (subject: string) =>
  (await call<AuditPage>('GET', `audit?subject=${subject}`)).body.items.map(({ action, before, after }) => ({
    action,
    before,
    after,
  }));
const database = () => services.database<AuthTables>('auth');
const actsCommitted = async () => (await services.committed('auth', PrivilegedAct)).length;

describe('a role among the staff', () => {
  it('is given to an account, changed and taken away, and the audit log tells of each', async () => {
    const { id, email } = await account();
    const added = await add(email.toUpperCase(), 'support');
    expect([added.status, added.body]).toEqual([
      201,
      {
        userId: id,
        name: 'Ada Rao',
        email,
        role: 'support',
        isDisabled: false,
        createdAt: expect.any(String),
      },
    ]);
    const changed = await call<StaffMember>('PATCH', `staff/${id}`, { role: 'catalogue' });
    expect([changed.status, changed.body.role]).toEqual([200, 'catalogue']);
    const { body } = await call<StaffList>('GET', 'staff');
    expect(body.items.find(({ userId }) => userId === id)?.role).toBe('catalogue');
    expect((await call('DELETE', `staff/${id}`)).status).toBe(204);
    const acts = await until('three acts', async () => {
      const found = await audit(id);
      return found.length === 3 && found;
    });
    expect(acts).toEqual([
      { action: 'staff.removed', before: { email, role: 'catalogue' }, after: null },
      { action: 'staff.role-changed', before: { role: 'support' }, after: { role: 'catalogue' } },
      { action: 'staff.added', before: null, after: { email, role: 'support' } },
    ]);
    const [row] = await database().selectFrom('users').selectAll().where('email', '=', email).execute();
    expect([row?.staff_role, row?.roles]).toEqual([null, ['customer']]);
  });

  it('is in the next token, and tokens of before are refused', async () => {
    const { email } = await account();
    const { body: session } = await services.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/login',
      body: { email, password: PASSWORD },
    });
    await add(email, 'analyst');
    await services.revocations.refresh();
    const me = await services.call('auth', { path: '/v1/auth/me', token: session.accessToken });
    expect(codeOf(me)).toEqual([401, 'auth.token-revoked']);
  });

  it.each([
    ['of nobody', async () => `${randomUUID()}@nobody.example`, 404, 'auth.account-not-found'],
    [
      'of somebody whose address is not proven',
      async () => {
        const { email } = await account();
        await database()
          .updateTable('users')
          .set({ email_verified_at: null })
          .where('email', '=', email)
          .execute();
        return email;
      },
      409,
      'auth.address-unproven',
    ],
    ['of somebody who has one', async () => boss.email, 409, 'auth.staff-already'],
  ])('is not given to an address %s', async (_name, email, status, code) => {
    const before = await actsCommitted();
    expect(codeOf(await add(await email(), 'support'))).toEqual([status, code]);
    expect(await actsCommitted()).toEqual(before);
  });

  it('is not changed by whoever has it', async () => {
    const own = `staff/${boss.userId}`;
    expect(codeOf(await call('PATCH', own, { role: 'analyst' }))).toEqual([409, 'auth.own-role']);
    expect(codeOf(await call('DELETE', own))).toEqual([409, 'auth.own-role']);
  });

  it('of the last super stays, also where two remove each other at the same moment', async () => {
    const { id, email } = await account();
    await add(email, 'super');
    const other = await services.identity.tokenFor(
      services.identity.user({ userId: id as TestUser['userId'], email, roles: ['admin'] }),
    );
    const remove = (by: string, whom: string) =>
      services.call('auth', { method: 'DELETE', path: `/v1/admin/staff/${whom}`, token: by });
    const answers = await Promise.all([remove(token, id), remove(other, boss.userId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const { body } = await services.call<StaffList>('auth', {
      path: '/v1/admin/staff',
      token: answers[0]?.status === 204 ? token : other,
    });
    expect(body.items.filter(({ role }) => role === 'super')).toHaveLength(1);
  });

  it('is not taken from somebody who has none', async () => {
    expect(codeOf(await call('DELETE', `staff/${randomUUID()}`))).toEqual([404, 'auth.not-staff']);
  });
});
