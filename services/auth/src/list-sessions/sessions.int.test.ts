import { randomUUID } from 'node:crypto';
import type { LiveSessions, Session } from '@haat/contracts/http/auth.ts';
import { mailsTo, mailTo, signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth', 'notification']);
});
afterAll(() => services.stop());

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const from = (address: string, agent = FIREFOX) => ({
  'user-agent': agent,
  'x-haat-client-address': address,
});
const logIn = async (
  email: string,
  headers: Readonly<Record<string, string>> = {},
  cookies: Readonly<Record<string, string>> = {},
) => {
  const answer = await services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/login',
    body: { email, password: TEST_PASSWORD },
    headers,
    cookies,
  });
  return {
    ...answer,
    token: answer.body.accessToken,
    cookie: answer.cookies['haat-refresh'] ?? '',
    sessionId: decodeJwt(answer.body.accessToken).sid as string,
  };
};
const refresh = (cookie: string, headers: Readonly<Record<string, string>> = {}) =>
  services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/refresh',
    headers,
    cookies: { 'haat-refresh': cookie },
  });
const listed = async (token: string) =>
  (await services.call<LiveSessions>('auth', { path: '/v1/auth/sessions', token })).body.items;
const end = (token: string, id: string) =>
  services.call('auth', { method: 'DELETE', path: `/v1/auth/sessions/${id}`, token });
const endMany = (token: string, which: string) =>
  services.call('auth', { method: 'POST', path: '/v1/auth/sessions/end', token, body: { which } });
const me = async (token: string) => {
  await services.revocations.refresh();
  return codeOf(await services.call('auth', { path: '/v1/auth/me', token }));
};
const newDeviceMails = async (email: string) =>
  (await mailsTo(services, email)).filter(({ subject }) => subject.startsWith('New log-in'));
const GONE = [401, 'auth.session-ended'];
const REVOKED = [401, 'auth.token-revoked'];

describe('the sessions of an account', () => {
  it('are listed with device, network and times, the one that asks marked', async () => {
    const { email, body } = await signUp(services);
    const phone = await logIn(email, from('2001:db8:1:2:3:4:5:6', SAFARI));
    const desk = await logIn(email, from('203.0.113.77'));
    const items = await listed(desk.token);
    expect(items.map(({ id, device, network, current }) => [id, device, network, current])).toEqual([
      [desk.sessionId, 'Firefox on Windows', '203.0.113.*', true],
      [phone.sessionId, 'Safari on iOS', '2001:db8:1:2:*', false],
      [decodeJwt(body.accessToken).sid, 'Unknown device', '127.0.0.*', false],
    ]);
    for (const { createdAt, lastUsedAt } of items) {
      expect(Date.parse(lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
    }
  });

  it('tell where they were used last', async () => {
    const { email, body } = await signUp(services);
    const desk = await logIn(email, from('203.0.113.77'));
    const before = (await listed(body.accessToken)).find(({ id }) => id === desk.sessionId);
    expect((await refresh(desk.cookie, from('198.51.100.4'))).status).toBe(200);
    const after = (await listed(body.accessToken)).find(({ id }) => id === desk.sessionId);
    expect([before?.network, after?.network, after?.createdAt]).toEqual([
      '203.0.113.*',
      '198.51.100.*',
      before?.createdAt,
    ]);
    expect(Date.parse(after?.lastUsedAt ?? '')).toBeGreaterThan(Date.parse(before?.lastUsedAt ?? ''));
  });

  it('are nobody else’s to see or to end', async () => {
    const [mine, other] = [await signUp(services), await signUp(services)];
    const [own] = await listed(mine.body.accessToken);
    expect((await listed(other.body.accessToken)).map(({ id }) => id)).not.toContain(own?.id);
    expect(codeOf(await end(other.body.accessToken, own?.id ?? ''))).toEqual([404, 'auth.session-not-found']);
    expect(codeOf(await end(other.body.accessToken, randomUUID()))).toEqual([404, 'auth.session-not-found']);
    expect(await me(mine.body.accessToken)).toEqual([200, undefined]);
    expect((await refresh(mine.cookie)).status).toBe(200);
  });

  it('end one by one: the tokens that are out and the cookie, and no other session’s', async () => {
    const { email, body } = await signUp(services);
    const [one, two] = [await logIn(email), await logIn(email)];
    expect((await end(body.accessToken, one.sessionId)).status).toBe(204);
    expect(codeOf(await refresh(one.cookie))).toEqual(GONE);
    expect(await me(one.token)).toEqual(REVOKED);
    expect(await me(two.token)).toEqual([200, undefined]);
    expect((await listed(two.token)).map(({ id }) => id)).not.toContain(one.sessionId);
    // Once.
    expect(codeOf(await end(body.accessToken, one.sessionId))).toEqual([404, 'auth.session-not-found']);
  });

  it('end all but the one that asks', async () => {
    const { email, body, cookie } = await signUp(services);
    const [one, two] = [await logIn(email), await logIn(email)];
    expect((await endMany(two.token, 'others')).status).toBe(204);
    for (const each of [cookie, one.cookie]) expect(codeOf(await refresh(each))).toEqual(GONE);
    for (const each of [body.accessToken, one.token]) expect(await me(each)).toEqual(REVOKED);
    expect(await me(two.token)).toEqual([200, undefined]);
    expect((await refresh(two.cookie)).status).toBe(200);
    expect(await listed(two.token)).toHaveLength(1);
  });

  it('end everywhere, here as well', async () => {
    const { email, body, cookie } = await signUp(services);
    const one = await logIn(email);
    const ended = await endMany(one.token, 'all');
    expect([ended.status, ended.cookies['haat-refresh']]).toEqual([204, '']);
    for (const each of [cookie, one.cookie]) expect(codeOf(await refresh(each))).toEqual(GONE);
    for (const each of [body.accessToken, one.token]) expect(await me(each)).toEqual(REVOKED);
    expect(await me((await logIn(email)).token)).toEqual([200, undefined]);
  });

  it('that are refreshed while they are ended do not live on', async () => {
    for (let round = 0; round < 5; round++) {
      const { email, body } = await signUp(services);
      const one = await logIn(email);
      const [ended, ...refreshes] = await Promise.all([
        end(body.accessToken, one.sessionId),
        refresh(one.cookie),
        refresh(one.cookie),
        refresh(one.cookie),
      ]);
      expect(ended.status).toBe(204);
      for (const { cookies } of refreshes) {
        const cookie = cookies['haat-refresh'];
        if (cookie) expect(codeOf(await refresh(cookie))).toEqual(GONE);
      }
    }
  });

  it('of before there was a list go on, and are listed from then on', async () => {
    const { body, cookie } = await signUp(services);
    const database = services.database<AuthTables>('auth');
    await database
      .deleteFrom('sessions')
      .where('user_id', '=', body.user.id as never)
      .execute();
    expect((await refresh(cookie, from('203.0.113.77'))).status).toBe(200);
    expect((await listed(body.accessToken)).map(({ device, current }) => [device, current])).toEqual([
      ['Firefox on Windows', true],
    ]);
  });
});

describe('a log-in on a device that the account was never used on', () => {
  it('is told by mail, with device and network; the first one and one where it was used are not', async () => {
    const { email, cookies } = await signUp(services);
    expect(await newDeviceMails(email)).toEqual([]);
    await logIn(email, from('203.0.113.77'), { 'haat-device': cookies['haat-device'] ?? '' });
    expect(await newDeviceMails(email)).toEqual([]);
    const elsewhere = await logIn(email, from('198.51.100.4', SAFARI));
    const mail = await mailTo(services, email, /^New log-in to your Haat account: Safari on iOS$/);
    expect(mail.text).toContain('Network: 198.51.100.*');
    // Known from now on.
    await logIn(email, from('192.0.2.9', SAFARI), {
      'haat-device': elsewhere.cookies['haat-device'] ?? '',
    });
    expect(await newDeviceMails(email)).toHaveLength(1);
  });

  it('is told to each of two who share a browser, once', async () => {
    const [one, two] = [await signUp(services), await signUp(services)];
    const first = { 'haat-device': one.cookies['haat-device'] ?? '' };
    const shared = { 'haat-device': (await logIn(two.email, {}, first)).cookies['haat-device'] ?? '' };
    await logIn(one.email, {}, shared);
    await logIn(two.email, {}, shared);
    expect([(await newDeviceMails(one.email)).length, (await newDeviceMails(two.email)).length]).toEqual([
      0, 1,
    ]);
  });

  it('is told six times an hour at most', async () => {
    const { email } = await signUp(services);
    for (let index = 0; index < 8; index++) await logIn(email);
    expect(await newDeviceMails(email)).toHaveLength(6);
  });
});

describe('a refresh token that was copied', () => {
  it('ends the session, which the owner is told of once, and leaves the others', async () => {
    const { email } = await signUp(services);
    const stolen = await logIn(email, from('203.0.113.77'));
    const other = await logIn(email);
    const current = await refresh(stolen.cookie);
    await services
      .database<AuthTables>('auth')
      .updateTable('refresh_tokens')
      .set({ used_at: sql<Date>`used_at - interval '1 minute'` })
      .where('user_id', '=', stolen.body.user.id as never)
      .execute();
    const reused = await Promise.all([
      refresh(stolen.cookie),
      refresh(stolen.cookie),
      refresh(stolen.cookie),
    ]);
    for (const each of reused) expect(codeOf(each)).toEqual(GONE);
    expect(codeOf(await refresh(current.cookies['haat-refresh'] ?? ''))).toEqual(GONE);
    expect((await refresh(other.cookie)).status).toBe(200);
    const mail = await mailTo(services, email, /^We ended a session/);
    expect(mail.text).toContain('Firefox on Windows');
    const told = (await mailsTo(services, email)).filter(({ subject }) => subject.startsWith('We ended'));
    expect(told).toHaveLength(1);
    expect((await listed(other.token)).map(({ id }) => id)).not.toContain(stolen.sessionId);
  });
});
