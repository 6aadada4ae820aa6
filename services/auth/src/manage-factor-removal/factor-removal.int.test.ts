import { randomUUID } from 'node:crypto';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { AccountFactors } from '@haat/contracts/http/customer.ts';
import type {
  AccountEventPage,
  LogInChallenge,
  PasskeyCreation,
  PasskeyRequest,
  WaysIn,
} from '@haat/contracts/http/factors.ts';
import type { StaffRole } from '@haat/contracts/permissions.ts';
import { createDatabase, type Database } from '@haat/platform/db/database.ts';
import { createJob, type Job } from '@haat/platform/lifecycle/job.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { linkTo, mailTo, signUp, TEST_PASSWORD, tokenIn, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode } from '@haat/testing/one-time-code.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOutFactorRemovals } from '../carry-out-factor-removals/carry-out-factor-removals.job.ts';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
let support: Staff;
let root: Staff;
let own: Database<AuthTables>;
let mailsOfOwn: Job;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification'], { auth: { STAFF_MFA: 'optional' } });
  own = createDatabase<AuthTables>({
    url: services.environment('auth').DATABASE_URL ?? '',
    applicationName: 'another instance',
    onError: () => {},
  });
  // Handed over by the instance that runs.
  mailsOfOwn = createJob({
    name: 'no mails',
    everyMs: 60_000,
    run: async () => {},
    logger: createLogger({ level: 'silent' }),
  });
  support = await staffMember('support');
  root = await staffMember('super');
});
afterAll(async () => {
  await own.close();
  await services.stop();
});

const REASON = 'Phone drowned; passport and two orders compared';
interface Staff {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly storeToken: string;
}

const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(path: string, body?: object, token?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
async function staffMember(role: StaffRole): Promise<Staff> {
  const email = `${randomUUID()}@haat.example`;
  const { body } = await services.callAsService<User>('auth', {
    method: 'POST',
    path: '/internal/users',
    body: { email, name: `Stacy ${role}`, password: TEST_PASSWORD, roles: ['admin'] },
  });
  await setRole(body.id, role);
  return { id: body.id, email, ...(await tokensOf(email)) };
}
const setRole = (id: string, staff_role: StaffRole | null) =>
  database()
    .updateTable('users')
    .set({ staff_role })
    .where('id', '=', id as never)
    .execute();
const tokensOf = async (email: string) => {
  const { body, cookies } = await post<Session>('login', { email, password: TEST_PASSWORD });
  const refreshed = await services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/refresh',
    body: { audience: 'admin' },
    cookies,
  });
  return { token: refreshed.body.accessToken, storeToken: body.accessToken };
};
const path = (id: string) => `/v1/admin/customers/${id}/second-factors`;
const factorsOf = async (id: string) =>
  (await services.call<AccountFactors>('auth', { path: path(id), token: support.token })).body;
const order = (id: string, by: Pick<Staff, 'token'> = support, body: object = { reason: REASON }) =>
  services.call('auth', { method: 'POST', path: `${path(id)}/removal`, token: by.token, body });
const cancelAsStaff = (id: string, by: Pick<Staff, 'token'> = support) =>
  services.call('auth', { method: 'DELETE', path: `${path(id)}/removal`, token: by.token });
const keep = (token: string) =>
  services.call('auth', { method: 'DELETE', path: '/v1/auth/factor-removal', token });
const logIn = (email: string) => post<LogInChallenge & Session>('login', { email, password: TEST_PASSWORD });
/** An account with everything that can be lost. */
const somebody = async () => {
  const { body, email } = await signUp(services);
  const token = body.accessToken;
  const device = createTestAuthenticator();
  const creation = await post<PasskeyCreation>('passkeys/options', undefined, token);
  await post('passkeys', { name: 'Laptop', credential: device.create(creation.body) }, token);
  return { id: body.user.id as string, email, token, device, ...(await turnTotpOn(services, token)) };
};
const FACTORS = { totp: true, recoveryCodesLeft: 10, passkeys: 1, removal: null };
const NONE = { totp: false, recoveryCodesLeft: 0, passkeys: 0, removal: null };
/** As if the owner had had their time. */
const letTheDayPass = (id: string) =>
  database()
    .updateTable('factor_removals')
    .set({ takes_effect_at: sql<Date>`takes_effect_at - interval '24 hours'` })
    .where('user_id', '=', id as never)
    .execute();
/** What the job does every few seconds: here of another instance. */
const carryOut = () =>
  carryOutFactorRemovals({ database: own, mails: mailsOfOwn, logger: createLogger({ level: 'silent' }) });
const actsOf = async (id: string) =>
  (await services.committed('auth', PrivilegedAct))
    .filter(({ payload }) => payload.subject.id === id)
    .map(({ payload }) => [payload.action, payload.actor.email, payload.reason]);
const eventsOf = async (token: string) => {
  const { body } = await services.call<AccountEventPage>('auth', { path: '/v1/auth/account-events', token });
  return body.items.map(({ kind, device }) => [kind, device]);
};
const ORDERED = (by = support) => ['customer.factor-removal-ordered', by.email, REASON];
const REMOVED = (by = support) => ['customer.factors-removed', by.email, REASON];

describe('the removal of second factors', () => {
  it('waits a day, of which the owner is told at once, and changes nothing until then', async () => {
    const account = await somebody();
    expect(await factorsOf(account.id)).toEqual(FACTORS);
    const before = Date.now();
    expect((await order(account.id)).status).toBe(202);
    const { removal, ...factors } = await factorsOf(account.id);
    expect({ ...factors, removal: null }).toEqual(FACTORS);
    expect([removal?.orderedBy, removal?.reason]).toEqual([support.email, REASON]);
    expect(Math.round((Date.parse(removal?.takesEffectAt ?? '') - before) / 3_600_000)).toBe(24);

    const mail = await mailTo(services, account.email, /^Your second step is about to be removed/);
    expect([mail.text.includes(support.email), mail.text.includes(REASON)]).toEqual([false, false]);
    expect(tokenIn(mail)).toBe((await linkTo(services, 'factor-removal', account.email)).token);
    const { body } = await services.call<WaysIn>('auth', { path: '/v1/auth/ways-in', token: account.token });
    expect(body.removal).toEqual({ takesEffectAt: removal?.takesEffectAt });
    expect((await logIn(account.email)).status).toBe(202);
    expect((await eventsOf(account.token))[0]).toEqual(['factor-removal-ordered', 'Our support']);
    expect(await actsOf(account.id)).toEqual([ORDERED()]);
  });

  it('then takes them all, ends every session, and the password alone opens the account', async () => {
    const account = await somebody();
    const waiting = (await logIn(account.email)).body.challenge;
    await order(account.id);
    await letTheDayPass(account.id);
    await carryOut();
    expect(await factorsOf(account.id)).toEqual(NONE);
    await services.revocations.refresh();
    const me = await services.call('auth', { path: '/v1/auth/me', token: account.token });
    expect(codeOf(me)).toEqual([401, 'auth.token-revoked']);
    const [code = ''] = account.recoveryCodes;
    const second = await post('login/second-factor', { challenge: waiting, method: 'recovery-code', code });
    expect(codeOf(second)).toEqual([401, 'auth.challenge-over']);
    const asked = await post<PasskeyRequest>('login/passkey/options');
    const byPasskey = await post('login/passkey', { credential: account.device.get(asked.body) });
    expect(codeOf(byPasskey)).toEqual([403, 'auth.passkey-unknown']);

    const { status, body } = await logIn(account.email);
    expect([status, decodeJwt(body.accessToken).amr]).toEqual([200, ['pwd']]);
    const mail = await mailTo(services, account.email, /^Your second step was removed/);
    expect(mail.text).toContain('set a new password at once');
    expect((await eventsOf(body.accessToken)).slice(0, 3).map(([kind]) => kind)).toEqual([
      'logged-in',
      'factors-removed',
      'factor-removal-ordered',
    ]);
    expect(await actsOf(account.id)).toEqual([ORDERED(), REMOVED()]);
    expect((await turnTotpOn(services, body.accessToken)).recoveryCodes).toHaveLength(10);
  });

  it('is cancelled by who is logged in, and is over', async () => {
    const account = await somebody();
    await order(account.id);
    const { token } = await linkTo(services, 'factor-removal', account.email);
    expect((await keep(account.token)).status).toBe(204);
    expect(codeOf(await keep(account.token))).toEqual([404, 'auth.no-removal']);
    expect(codeOf(await post('factor-removal/cancel', { token }))).toEqual([410, 'auth.link-invalid']);
    expect(await factorsOf(account.id)).toEqual(FACTORS);
    expect((await eventsOf(account.token))[0]?.[0]).toBe('factor-removal-cancelled');
    await mailTo(services, account.email, /^Your second step stays/);
    expect(await actsOf(account.id)).toEqual([ORDERED()]);
    // Asked for again, it waits anew.
    expect((await order(account.id)).status).toBe(202);
  });

  it('is cancelled by the link of the mail, once, also by five who follow it at once', async () => {
    const account = await somebody();
    await order(account.id);
    const { token } = await linkTo(services, 'factor-removal', account.email);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post('factor-removal/cancel', { token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410]);
    expect(await factorsOf(account.id)).toEqual(FACTORS);
    expect(
      (await eventsOf(account.token)).filter(([kind]) => kind === 'factor-removal-cancelled'),
    ).toHaveLength(1);
  });

  it('is cancelled by staff, which the audit log is told', async () => {
    const account = await somebody();
    await order(account.id);
    expect((await cancelAsStaff(account.id, root)).status).toBe(204);
    expect(codeOf(await cancelAsStaff(account.id, root))).toEqual([404, 'auth.no-removal']);
    expect(await factorsOf(account.id)).toEqual(FACTORS);
    expect(await actsOf(account.id)).toEqual([
      ORDERED(),
      ['customer.factor-removal-cancelled', root.email, null],
    ]);
  });

  it('waits once an account, also where it is ordered five times at once', async () => {
    const account = await somebody();
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(account.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    expect(codeOf(await order(account.id))).toEqual([409, 'auth.removal-waits']);
    expect(await actsOf(account.id)).toEqual([ORDERED()]);
  });

  it('either is cancelled or takes effect where both come at once', async () => {
    for (let round = 0; round < 5; round++) {
      const account = await somebody();
      await order(account.id);
      await letTheDayPass(account.id);
      const [cancelled] = await Promise.all([keep(account.token), carryOut()]);
      const after = await factorsOf(account.id);
      const acts = await actsOf(account.id);
      if (cancelled.status === 204) expect([after, acts]).toEqual([FACTORS, [ORDERED()]]);
      else expect([after, acts]).toEqual([NONE, [ORDERED(), REMOVED()]]);
    }
  });

  it('takes effect at once where no hours are configured', async () => {
    const account = await somebody();
    await services.addInstance('auth', { FACTOR_REMOVAL_HOURS: '0' });
    expect((await order(account.id)).status).toBe(202);
    await until('the factors to be gone', async () => !(await factorsOf(account.id)).totp);
    expect(await factorsOf(account.id)).toEqual(NONE);
    await services.addInstance('auth', { FACTOR_REMOVAL_HOURS: '24' });
  });
});

describe('who may order it', () => {
  const refusedWithoutATrace = async (id: string, answer: Promise<{ status: number; body: unknown }>) => {
    const before = await factorsOf(id);
    const given = codeOf((await answer) as never);
    expect(await factorsOf(id)).toEqual(before);
    expect(await actsOf(id)).toEqual([]);
    const mails = await database()
      .selectFrom('email_links')
      .select('purpose')
      .where('subject_id', '=', id)
      .where('purpose', '=', 'factor-removal')
      .execute();
    expect(mails).toEqual([]);
    return given;
  };

  it.each(['catalogue', 'finance', 'analyst'] as const)('not %s', async (role) => {
    const account = await somebody();
    const member = await staffMember(role);
    const forbidden = [403, 'auth.forbidden'];
    expect(await refusedWithoutATrace(account.id, order(account.id, member))).toEqual(forbidden);
    expect(codeOf(await services.call('auth', { path: path(account.id), token: member.token }))).toEqual(
      forbidden,
    );
    await order(account.id);
    expect(codeOf(await cancelAsStaff(account.id, member))).toEqual(forbidden);
    expect((await factorsOf(account.id)).removal).not.toBeNull();
  });

  it('not the owner, nor staff by a token of the store', async () => {
    const account = await somebody();
    for (const token of [account.token, root.storeToken]) {
      expect(await refusedWithoutATrace(account.id, order(account.id, { token }))).toEqual([
        403,
        'auth.wrong-audience',
      ]);
    }
  });

  it('not who proved themselves more than ten minutes ago', async () => {
    const account = await somebody();
    const member = await staffMember('support');
    await database()
      .updateTable('sessions')
      .set({ auth_time: sql<Date>`auth_time - interval '10 minutes'` })
      .where('user_id', '=', member.id as never)
      .execute();
    expect(await refusedWithoutATrace(account.id, order(account.id, member))).toEqual([
      403,
      'auth.reauthenticate',
    ]);
    await post('reauthenticate', { password: TEST_PASSWORD }, member.token);
    expect((await order(account.id, member)).status).toBe(202);
  });

  it('not without a reason', async () => {
    const account = await somebody();
    for (const body of [{}, { reason: 'abcd' }, { reason: '      ' }, { reason: REASON, hours: 0 }]) {
      expect((await order(account.id, support, body)).status).toBe(400);
    }
    expect(await actsOf(account.id)).toEqual([]);
  });

  it('for one of the staff a super alone, and nobody for themselves', async () => {
    const member = await staffMember('catalogue');
    await turnTotpOn(services, member.storeToken);
    expect(await refusedWithoutATrace(member.id, order(member.id, support))).toEqual([
      403,
      'auth.super-needed',
    ]);
    expect((await order(member.id, root)).status).toBe(202);
    expect(codeOf(await cancelAsStaff(member.id, support))).toEqual([403, 'auth.super-needed']);
    await letTheDayPass(member.id);
    await carryOut();
    expect(await factorsOf(member.id)).toEqual(NONE);

    const other = await staffMember('super');
    await turnTotpOn(services, other.storeToken);
    expect(await refusedWithoutATrace(other.id, order(other.id, other))).toEqual([409, 'auth.own-factors']);
    expect((await order(other.id, root)).status).toBe(202);
    // Not even to keep them: that is done as everybody does.
    expect(codeOf(await cancelAsStaff(other.id, other))).toEqual([409, 'auth.own-factors']);
    expect((await keep(other.storeToken)).status).toBe(204);
  });

  it('is asked again when it takes effect: who lost the role meanwhile has ordered nothing', async () => {
    const account = await somebody();
    const promoted = await somebody();
    const member = await staffMember('support');
    await order(account.id, member);
    await order(promoted.id, support);
    await setRole(member.id, null);
    await setRole(promoted.id, 'analyst');
    await letTheDayPass(account.id);
    await letTheDayPass(promoted.id);
    await carryOut();
    for (const { id, email, token } of [account, promoted]) {
      expect(await factorsOf(id)).toEqual(FACTORS);
      expect((await eventsOf(token))[0]?.[0]).toBe('factor-removal-cancelled');
      await mailTo(services, email, /^Your second step stays/);
    }
    expect(await actsOf(account.id)).toEqual([ORDERED({ ...support, email: member.email })]);
  });

  it('and for which account: one that is there and has something to remove', async () => {
    expect(codeOf(await order(randomUUID()))).toEqual([404, 'auth.account-not-found']);
    const missing = await services.call('auth', { path: path(randomUUID()), token: support.token });
    expect(codeOf(missing)).toEqual([404, 'auth.account-not-found']);
    const { body } = await signUp(services);
    expect(codeOf(await order(body.user.id))).toEqual([409, 'auth.no-factors']);
    expect(codeOf(await keep(body.accessToken))).toEqual([404, 'auth.no-removal']);
    expect(await actsOf(body.user.id)).toEqual([]);
  });

  it('does not matter to a code of the app: it is asked for until the day has passed', async () => {
    const account = await somebody();
    await order(account.id);
    const { challenge } = (await logIn(account.email)).body;
    const code = oneTimeCode(account.secret);
    expect((await post('login/second-factor', { challenge, method: 'totp', code })).status).toBe(200);
    expect((await factorsOf(account.id)).removal).not.toBeNull();
  });
});
