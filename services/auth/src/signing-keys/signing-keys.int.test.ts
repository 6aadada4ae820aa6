import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { Session, SigningKeys } from '@haat/contracts/http/auth.ts';
import { createAccessTokenVerifier } from '@haat/platform/auth/access-token.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { TEST_AUTH_SECRET } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { decodeProtectedHeader } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';
import { deriveKey } from '../derive-key.ts';
import { createSeal } from '../seal.ts';
import { openSigningKeyRing } from './signing-key-ring.ts';

const started: TestServices[] = [];
let services: TestServices;
let root: string;
beforeEach(async () => {
  services = await startTestServices(['auth']);
  started.push(services);
  root = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
});
afterAll(async () => {
  for (const each of started) await each.stop();
});

interface Jwks {
  readonly keys: readonly { readonly kid: string }[];
}
const database = () => services.database<AuthTables>('auth');
const published = async () =>
  (await services.call<Jwks>('auth', { path: '/.well-known/jwks.json' })).body.keys.map(({ kid }) => kid);
const rotate = (body: object = { reason: 'Yearly' }, token = root) =>
  services.call<{ kid: string }>('auth', {
    method: 'POST',
    path: '/v1/admin/signing-keys/rotations',
    token,
    body,
  });
const logIn = async (email: string) => {
  const { body } = await services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/login',
    body: { email, password: TEST_PASSWORD },
  });
  return body.accessToken;
};
const kidOf = (token: string) => decodeProtectedHeader(token).kid;
/** As if so much time had passed since the ring was last changed. */
const letPass = async (minutes: number) => {
  await database()
    .updateTable('signing_keys')
    .set({ signs_from: sql<Date>`signs_from - make_interval(mins => ${minutes})` })
    .execute();
  // The list is read anew: what a job does every few seconds.
  const { body } = await services.call<SigningKeys>('auth', { path: '/v1/admin/signing-keys', token: root });
  return body.items.map(({ state }) => state);
};
const tend = async () => {
  const own = createDatabase<AuthTables>({
    url: services.environment('auth').DATABASE_URL ?? '',
    applicationName: 'another instance',
    onError: () => {},
  });
  const ring = await openSigningKeyRing({
    database: own,
    seal: createSeal([deriveKey(TEST_AUTH_SECRET, 'signing keys')]),
    logger: createLogger({ level: 'silent' }),
    firstKey: undefined,
    days: 30,
  });
  await ring.tend();
  await own.close();
};
/** Asks the auth of this test itself, not the keys that the other tests are signed with. */
const transport = (): ServiceTransport => ({
  send: async (_service, { method, path, headers }) => {
    const answer = await services.service('auth').http.inject({ method, url: path, headers });
    return { status: answer.statusCode, headers: {}, body: answer.payload };
  },
});

describe('a rotation of the signing keys', () => {
  it('publishes the next key, lets it sign later, and keeps the one before until no token of it lives', async () => {
    const { email } = await signUp(services);
    const [first] = await published();
    const verifier = createAccessTokenVerifier(transport());
    const before = await logIn(email);
    const { status, body } = await rotate();
    expect([status, kidOf(before)]).toEqual([202, first]);
    expect(await published()).toEqual([first, body.kid]);
    expect(kidOf(await logIn(email))).toBe(first);

    expect(await letPass(11)).toEqual(['past', 'current']);
    const after = await logIn(email);
    expect(kidOf(after)).toBe(body.kid);
    // Nobody who looked at the keys since they were published meets one that they do not know.
    for (const token of [before, after]) expect((await verifier.verify(token)).email).toBe(email);

    // What the job does every few seconds: here of an instance that looks at the same table.
    await tend();
    const { sealed } = await database()
      .selectFrom('signing_keys')
      .select('sealed')
      .where('kid', '=', first ?? '')
      .executeTakeFirstOrThrow();
    expect([sealed, await published()]).toEqual([null, [first, body.kid]]);
    await letPass(70);
    await tend();
    expect(await letPass(0)).toEqual(['current']);
    expect(await published()).toEqual([body.kid]);
    expect(kidOf(await logIn(email))).toBe(body.kid);
  });

  it('is one at a time, also of five at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => rotate()));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    expect(codeOf(await rotate())).toEqual([409, 'auth.key-rotation-pending']);
    expect(await published()).toHaveLength(2);
  });

  it('is seen by another instance, which signs with the same key', async () => {
    const { email } = await signUp(services);
    const { body } = await rotate();
    await services.addInstance('auth');
    expect(await published()).toContain(body.kid);
    await letPass(11);
    expect(kidOf(await logIn(email))).toBe(body.kid);
  });

  it('happens by itself when the key is a month old', async () => {
    const [first] = await published();
    await letPass(31 * 24 * 60);
    // Of two instances that look at the same moment.
    await Promise.all([tend(), tend()]);
    const { body } = await services.call<SigningKeys>('auth', {
      path: '/v1/admin/signing-keys',
      token: root,
    });
    expect(body.items.map(({ state }) => state)).toEqual(['current', 'next']);
    expect(body.items[0]?.kid).toBe(first);
  });

  it('after a theft signs at once, and what was signed before is refused', async () => {
    const { email } = await signUp(services);
    const stolen = await logIn(email);
    const { status, body } = await rotate({ reason: 'The key leaked', compromised: true });
    expect([status, await published()]).toEqual([202, [body.kid]]);
    const fresh = await logIn(email);
    const verifier = createAccessTokenVerifier(transport());
    expect((await verifier.verify(fresh)).email).toBe(email);
    await expect(verifier.verify(stolen)).rejects.toMatchObject({ status: 401 });
  });

  it('is told to the audit log, with its reason', async () => {
    const { body } = await rotate({ reason: 'Somebody left' });
    const acts = await services.committed('auth', PrivilegedAct);
    expect(
      acts.map(({ payload }) => [payload.action, payload.subject.id, payload.reason, payload.after]),
    ).toEqual([['auth.signing-key-rotated', body.kid, 'Somebody left', { compromised: false }]]);
  });

  it.each([
    ['a customer', { roles: ['customer' as const] }],
    ['support', { roles: ['admin' as const], staffRole: 'support' as const }],
  ])('is not for %s', async (_who, fields) => {
    const token = await services.identity.tokenFor(services.identity.user(fields));
    expect((await rotate({ reason: 'x' }, token)).status).toBe(403);
    expect(await published()).toHaveLength(1);
    expect(await services.committed('auth', PrivilegedAct)).toEqual([]);
  });
});

describe('the ring of keys', () => {
  it('lies in the database encrypted', async () => {
    const rows = await database().selectFrom('signing_keys').selectAll().execute();
    const { d } = JSON.parse(services.identity.signingKey) as { d: string };
    const text = rows.map((row) => `${JSON.stringify(row)} ${row.sealed?.toString('latin1')}`).join('\n');
    expect(rows).toHaveLength(1);
    expect(text).not.toContain(d);
  });

  it('makes its own first key where none is given', async () => {
    const own = await startTestServices(['auth'], { auth: { AUTH_SIGNING_KEY: '' } });
    started.push(own);
    const { body } = await own.call<Jwks>('auth', { path: '/.well-known/jwks.json' });
    expect(body.keys).toHaveLength(1);
    expect(body.keys[0]?.kid).not.toBe(JSON.parse(services.identity.signingKey).kid);
  });

  it('signs with a new key where the secret of the old one was changed, and still publishes the old one', async () => {
    const [first] = await published();
    const { email } = await signUp(services);
    const before = await logIn(email);
    const other = await startTestServices(['auth'], {
      auth: {
        ...services.environment('auth'),
        AUTH_SECRET: 'another secret than the one before, as long',
      },
    });
    started.push(other);
    const { body } = await other.call<Jwks>('auth', { path: '/.well-known/jwks.json' });
    expect(body.keys.map(({ kid }) => kid)).toHaveLength(2);
    expect(body.keys[0]?.kid).toBe(first);
    expect(kidOf(before)).toBe(first);
    const { body: session } = await other.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/login',
      body: { email, password: TEST_PASSWORD },
    });
    expect(kidOf(session.accessToken)).toBe(body.keys[1]?.kid);
  });
});
