import { randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import type {
  AccountEventPage,
  Passkey,
  PasskeyCreation,
  PasskeyRequest,
  WaysIn,
} from '@haat/contracts/http/factors.ts';
import { signUp, TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { createTestAuthenticator, type Faults } from '@haat/testing/test-authenticator.ts';
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
const call = <Body = unknown>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  token?: string,
  body?: object,
) =>
  services.call<Body>('auth', {
    method,
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
const waysIn = async (token: string) =>
  (await services.call<WaysIn>('auth', { path: '/v1/auth/ways-in', token })).body;
const eventsOf = async (token: string) => {
  const path = '/v1/auth/account-events?limit=50';
  const { body } = await services.call<AccountEventPage>('auth', { path, token });
  return body.items.map(({ kind, detail }) => [kind, detail]);
};
const somebody = async () => {
  const { body, email } = await signUp(services);
  return { email, token: body.accessToken, userId: body.user.id };
};
type Device = ReturnType<typeof createTestAuthenticator>;
const ask = async (token: string) => (await call<PasskeyCreation>('POST', 'passkeys/options', token)).body;
const add = async (token: string, device: Device, name = 'Laptop', faults: Faults = {}) =>
  call<Passkey>('POST', 'passkeys', token, { name, credential: device.create(await ask(token), faults) });
const withPasskey = async (options = {}) => {
  const account = await somebody();
  const device = createTestAuthenticator(options);
  const { body } = await add(account.token, device);
  return { ...account, device, passkey: body };
};
const askToLogIn = async () => (await call<PasskeyRequest>('POST', 'login/passkey/options')).body;
const logIn = (credential: object) => call<Session>('POST', 'login/passkey', undefined, { credential });
const passkeysOf = (userId: string) =>
  database()
    .selectFrom('passkeys')
    .selectAll()
    .where('user_id', '=', userId as never)
    .execute();
const sessionsOf = async (userId: string) =>
  (
    await database()
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', userId as never)
      .execute()
  ).length;
const letTenMinutesPass = (userId: string) =>
  database()
    .updateTable('sessions')
    .set({ auth_time: sql<Date>`auth_time - interval '10 minutes'` })
    .where('user_id', '=', userId as never)
    .execute();

describe('adding a passkey', () => {
  it('asks for a key that is found without a name, on a device that knows its user', async () => {
    const { token, email, userId } = await somebody();
    const asked = await ask(token);
    expect(asked).toMatchObject({
      rp: { id: 'localhost', name: 'Haat' },
      user: { id: Buffer.from(userId).toString('base64url'), name: email },
      attestation: 'none',
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

  it('keeps it under its name, several of them, and each once', async () => {
    const { token, userId } = await somebody();
    const [laptop, phone] = [createTestAuthenticator(), createTestAuthenticator({ isSynced: true })];
    const first = await add(token, laptop, '  Laptop ');
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: expect.any(String),
        name: 'Laptop',
        createdAt: expect.any(String),
        lastUsedAt: null,
        isSynced: false,
      },
    ]);
    expect((await add(token, phone, 'Phone')).body.isSynced).toBe(true);
    expect((await ask(token)).excludeCredentials.map(({ id }) => id)).toEqual([
      laptop.credentialId,
      phone.credentialId,
    ]);
    expect(codeOf(await add(token, phone, 'Phone again'))).toEqual([409, 'auth.passkey-there']);
    expect((await waysIn(token)).passkeys.map(({ name }) => name)).toEqual(['Laptop', 'Phone']);
    expect(await passkeysOf(userId)).toHaveLength(2);
    expect((await eventsOf(token)).slice(0, 2)).toEqual([
      ['passkey-added', 'Phone'],
      ['passkey-added', 'Laptop'],
    ]);
  });

  it.each<[string, Faults]>([
    ['made for another site', { origin: 'https://haat.example.evil.test' }],
    ['made for another host', { rpId: 'evil.test' }],
    ['made by a device that does not know its user', { isUserVerified: false }],
    ['of a challenge of nobody’s', { challenge: 'x'.repeat(43) }],
    ['that is an answer to something else', { type: 'webauthn.get' }],
  ])('takes none %s', async (_what, faults) => {
    const { token, userId } = await somebody();
    expect(codeOf(await add(token, createTestAuthenticator(), 'Laptop', faults))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    expect(await passkeysOf(userId)).toEqual([]);
  });

  it('takes an answer once, for the session that asked, and for nothing else', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const device = createTestAuthenticator();
    const body = { name: 'Laptop', credential: device.create(await ask(mine.token)) };
    expect(codeOf(await call('POST', 'passkeys', other.token, body))).toEqual([403, 'auth.passkey-refused']);
    const again = await call<Session>('POST', 'login', undefined, {
      email: mine.email,
      password: TEST_PASSWORD,
    });
    expect(codeOf(await call('POST', 'passkeys', again.body.accessToken, body))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call('POST', 'passkeys', mine.token, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    // A challenge of a log-in makes no key.
    const { challenge } = await askToLogIn();
    const faults = { challenge };
    expect(codeOf(await add(mine.token, createTestAuthenticator(), 'Phone', faults))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    expect(await passkeysOf(other.userId)).toEqual([]);
    expect(await passkeysOf(mine.userId)).toHaveLength(1);
  });

  it('runs out', async () => {
    const { token, userId } = await somebody();
    const credential = createTestAuthenticator().create(await ask(token));
    await database()
      .updateTable('passkey_challenges')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .execute();
    expect(codeOf(await call('POST', 'passkeys', token, { name: 'Laptop', credential }))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    expect(await passkeysOf(userId)).toEqual([]);
  });

  it('needs a proof of the last ten minutes and a proven address', async () => {
    const { token, userId } = await somebody();
    const credential = createTestAuthenticator().create(await ask(token));
    await letTenMinutesPass(userId);
    expect(codeOf(await call('POST', 'passkeys/options', token))).toEqual([403, 'auth.reauthenticate']);
    const add = { name: 'Laptop', credential };
    expect(codeOf(await call('POST', 'passkeys', token, add))).toEqual([403, 'auth.reauthenticate']);
    expect((await call('POST', 'reauthenticate', token, { password: TEST_PASSWORD })).status).toBe(204);
    await database()
      .updateTable('users')
      .set({ email_verified_at: null })
      .where('id', '=', userId as never)
      .execute();
    expect(codeOf(await call('POST', 'passkeys/options', token))).toEqual([403, 'auth.email-unproven']);
    expect(codeOf(await call('POST', 'passkeys', token, add))).toEqual([403, 'auth.email-unproven']);
    expect(await passkeysOf(userId)).toEqual([]);
  });

  it('stops at twenty', async () => {
    const { token, userId } = await somebody();
    for (let index = 0; index < 20; index++) await add(token, createTestAuthenticator(), `Key ${index}`);
    expect(codeOf(await call('POST', 'passkeys/options', token))).toEqual([409, 'auth.too-many-passkeys']);
    expect(await passkeysOf(userId)).toHaveLength(20);
  });
});

describe('logging in with a passkey', () => {
  it('needs no name and no password, and counts as more than one factor', async () => {
    const { device, email, token } = await withPasskey();
    const asked = await askToLogIn();
    expect(asked).toMatchObject({ rpId: 'localhost', allowCredentials: [], userVerification: 'required' });
    const { status, body, headers } = await logIn(device.get(asked));
    expect([status, body.user.email, decodeJwt(body.accessToken).amr]).toEqual([200, email, ['hwk', 'mfa']]);
    expect(String(headers['set-cookie'])).toContain('haat-refresh=');
    expect((await waysIn(token)).passkeys[0]?.lastUsedAt).not.toBeNull();
    expect((await eventsOf(token))[0]).toEqual(['logged-in', 'hwk mfa']);
  });

  it('tells a key that can leave its device from one that cannot', async () => {
    const { device } = await withPasskey({ isSynced: true });
    const first = await logIn(device.get(await askToLogIn()));
    expect(decodeJwt(first.body.accessToken).amr).toEqual(['swk', 'mfa']);
    // Such keys do not count.
    expect((await logIn(device.get(await askToLogIn()))).status).toBe(200);
  });

  it('asks for no second step', async () => {
    const { device, token } = await withPasskey();
    await turnTotpOn(services, token);
    expect((await logIn(device.get(await askToLogIn()))).status).toBe(200);
  });

  it.each<[string, Faults]>([
    ['given to another site', { origin: 'https://haat.example.evil.test' }],
    ['given for another host', { rpId: 'evil.test' }],
    ['of a device that does not know its user', { isUserVerified: false }],
    ['to a challenge of nobody’s', { challenge: 'x'.repeat(43) }],
    ['to something else', { type: 'webauthn.create' }],
    ['signed by another key', { isForged: true }],
    ['that names another user', { userHandle: Buffer.from(randomUUID()).toString('base64url') }],
    ['of a key that has not counted on', { counter: 1 }],
  ])('takes no answer %s, and opens no session', async (_what, faults) => {
    const { device, userId } = await withPasskey();
    await logIn(device.get(await askToLogIn()));
    const before = await sessionsOf(userId);
    expect(codeOf(await logIn(device.get(await askToLogIn(), faults)))).toEqual([
      403,
      'auth.passkey-refused',
    ]);
    expect(await sessionsOf(userId)).toBe(before);
  });

  it('tells the owner of a key whose count goes back', async () => {
    const { device, token } = await withPasskey();
    await logIn(device.get(await askToLogIn()));
    await logIn(device.get(await askToLogIn(), { counter: 2 }));
    expect((await eventsOf(token))[0]).toEqual(['passkey-refused', 'Laptop']);
  });

  it('takes an answer once, also of ten at the same moment', async () => {
    const { device, userId } = await withPasskey();
    const before = await sessionsOf(userId);
    const answer = device.get(await askToLogIn());
    const answers = await Promise.all(Array.from({ length: 10 }, () => logIn(answer)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sessionsOf(userId)).toBe(before + 1);
    expect(codeOf(await logIn(answer))).toEqual([403, 'auth.passkey-refused']);
  });

  it('takes one of two answers of the same count', async () => {
    const { device, userId } = await withPasskey();
    const before = await sessionsOf(userId);
    const [first, second] = [await askToLogIn(), await askToLogIn()];
    const answers = await Promise.all([
      logIn(device.get(first, { counter: 7 })),
      logIn(device.get(second, { counter: 7 })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await sessionsOf(userId)).toBe(before + 1);
  });

  it('opens no account that is closed', async () => {
    const { device, userId } = await withPasskey();
    const before = await sessionsOf(userId);
    await sql`update users set disabled_at = now() where id = ${userId}`.execute(database());
    const answer = await logIn(device.get(await askToLogIn()));
    expect(codeOf(answer)).toEqual([403, 'auth.account-disabled']);
    expect(await sessionsOf(userId)).toBe(before);
  });

  it('knows no key that was never added', async () => {
    const stranger = createTestAuthenticator();
    expect(codeOf(await logIn(stranger.get(await askToLogIn())))).toEqual([403, 'auth.passkey-unknown']);
  });

  it('does not take a challenge that was made for something else', async () => {
    const { device, token } = await withPasskey();
    const { challenge } = (await call<PasskeyRequest>('POST', 'reauthenticate/passkey/options', token)).body;
    const asked = { ...(await askToLogIn()), challenge };
    expect(codeOf(await logIn(device.get(asked)))).toEqual([403, 'auth.passkey-refused']);
  });
});

describe('a passkey', () => {
  it('is renamed and removed by its owner; a removed one opens nothing', async () => {
    const { device, token, passkey } = await withPasskey();
    const renamed = await call<Passkey>('PATCH', `passkeys/${passkey.id}`, token, { name: 'Old laptop' });
    expect([renamed.status, renamed.body.name]).toEqual([200, 'Old laptop']);
    expect((await call('DELETE', `passkeys/${passkey.id}`, token)).status).toBe(204);
    expect(codeOf(await logIn(device.get(await askToLogIn())))).toEqual([403, 'auth.passkey-unknown']);
    expect(codeOf(await call('DELETE', `passkeys/${passkey.id}`, token))).toEqual([
      404,
      'auth.passkey-not-found',
    ]);
    expect((await eventsOf(token)).slice(0, 2)).toEqual([
      ['passkey-removed', 'Old laptop'],
      ['passkey-renamed', 'Old laptop'],
    ]);
  });

  it('is not there for somebody else', async () => {
    const [mine, other] = [await withPasskey(), await somebody()];
    const path = `passkeys/${mine.passkey.id}`;
    expect(codeOf(await call('PATCH', path, other.token, { name: 'Mine' }))).toEqual([
      404,
      'auth.passkey-not-found',
    ]);
    expect(codeOf(await call('DELETE', path, other.token))).toEqual([404, 'auth.passkey-not-found']);
    expect((await passkeysOf(mine.userId)).map(({ name }) => name)).toEqual(['Laptop']);
  });

  it('is removed with a proof of the last ten minutes only', async () => {
    const { token, userId, passkey } = await withPasskey();
    await letTenMinutesPass(userId);
    expect(codeOf(await call('DELETE', `passkeys/${passkey.id}`, token))).toEqual([
      403,
      'auth.reauthenticate',
    ]);
    expect(await passkeysOf(userId)).toHaveLength(1);
  });

  it('stays when it is the last way in, also when two are removed at the same moment', async () => {
    const { token, userId } = await withPasskey();
    await add(token, createTestAuthenticator(), 'Phone');
    await database()
      .updateTable('users')
      .set({ password_hash: null })
      .where('id', '=', userId as never)
      .execute();
    const ids = (await passkeysOf(userId)).map(({ id }) => id);
    const answers = await Promise.all(ids.map((id) => call('DELETE', `passkeys/${id}`, token)));
    expect(answers.map(codeOf).sort()).toEqual([
      [204, undefined],
      [409, 'auth.last-way-in'],
    ]);
    expect(await passkeysOf(userId)).toHaveLength(1);
  });
});
