import { createTestIdentity, type TestIdentity } from '@haat/testing/test-identity.ts';
import { openThings, type ThingTables } from '@haat/testing/things.ts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessTokenVerifier } from '../auth/access-token.ts';
import { createServiceTokens } from '../auth/service-token.ts';
import type { Database } from '../db/database.ts';
import { defineError } from '../errors/domain-error.ts';
import { GUEST_OR_USER, USER } from '../http/access.ts';
import { createHttpApp, type HttpApp } from '../http/http-app.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { useIdempotency } from './idempotency.ts';

const SoldOut = defineError('test.sold-out', 409, 'It is sold out.');
const KEY = 'key-of-one-attempt';

let database: Database<ThingTables>;
let app: HttpApp;
let identity: TestIdentity;
let worked: string[];
/** What the use case does with a name. */
let work: (name: string) => Promise<unknown>;

beforeEach(async () => {
  database = await openThings();
  identity = await createTestIdentity();
  worked = [];
  work = async (name) => ({ name });
  app = await createHttpApp({
    service: 'test',
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics('test'),
    access: { 'POST /orders': GUEST_OR_USER, 'POST /refunds': USER, 'POST /plain': USER },
    accessTokens: createAccessTokenVerifier(
      identity.serveKeys({ send: async () => Promise.reject(new Error('nobody')) }),
    ),
    serviceTokens: createServiceTokens('test', 'a secret that all services of this test share'),
    readiness: [],
  });
  useIdempotency(app, database);
  const schema = { body: Type.Object({ name: Type.String() }, { additionalProperties: false }) };
  for (const path of ['/orders', '/refunds', '/plain']) {
    app.post(path, { config: { idempotent: path !== '/plain' }, schema }, async ({ body }, reply) => {
      worked.push(body.name);
      return reply.code(201).send(await work(body.name));
    });
  }
});
afterEach(async () => {
  await app.close();
  await database.close();
});

const token = () => identity.tokenFor(identity.user());
const post = (fields: { token?: string; key?: string; name?: string; path?: string; cookie?: string }) =>
  app.inject({
    method: 'POST',
    url: fields.path ?? '/orders',
    headers: {
      'content-type': 'application/json',
      ...(fields.token ? { authorization: `Bearer ${fields.token}` } : {}),
      ...(fields.key === undefined ? {} : { 'idempotency-key': fields.key }),
    },
    ...(fields.cookie ? { cookies: { 'haat-cart': fields.cookie } } : {}),
    payload: JSON.stringify({ name: fields.name ?? 'lamp' }),
  });
const keys = () => database.query.selectFrom('idempotency_keys').selectAll().execute();

describe('a request with an Idempotency-Key', () => {
  it('is answered again with the stored answer, and worked once', async () => {
    const by = await token();
    work = async (name) => ({ name, at: worked.length });
    const first = await post({ token: by, key: KEY });
    const second = await post({ token: by, key: KEY });
    expect([first.statusCode, first.json()]).toEqual([201, { name: 'lamp', at: 1 }]);
    expect([second.statusCode, second.payload]).toEqual([201, first.payload]);
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(worked).toEqual(['lamp']);
  });

  it('is worked once, also of a hundred at the same moment', async () => {
    const by = await token();
    const answers = await Promise.all(Array.from({ length: 100 }, () => post({ token: by, key: KEY })));
    const codes = answers.map((answer) => (answer.statusCode === 201 ? 'done' : answer.json().code));
    expect(worked).toEqual(['lamp']);
    expect(codes).toContain('done');
    expect(codes.filter((code) => code !== 'done' && code !== 'idempotency.in-flight')).toEqual([]);
  });

  it('is refused while the first one is being worked on', async () => {
    const by = await token();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = () => {};
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    work = async () => {
      begun();
      await gate;
      return { ok: true };
    };
    const first = post({ token: by, key: KEY });
    await begins;
    const second = await post({ token: by, key: KEY });
    expect([second.statusCode, second.json().code]).toEqual([409, 'idempotency.in-flight']);
    release();
    expect((await first).statusCode).toBe(201);
    expect(worked).toHaveLength(1);
  });

  it('is refused with another body, and nothing is done', async () => {
    const by = await token();
    await post({ token: by, key: KEY, name: 'lamp' });
    const answer = await post({ token: by, key: KEY, name: 'chair' });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'idempotency.key-reused']);
    expect(worked).toEqual(['lamp']);
  });

  it.each([[undefined], [''], ['short'], ['with spaces in it'], ['x'.repeat(129)]])(
    'needs a fit key, not %j',
    async (key) => {
      const answer = await post({ token: await token(), ...(key === undefined ? {} : { key }) });
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'idempotency.key-missing']);
      expect([worked, await keys()]).toEqual([[], []]);
    },
  );

  it('meets neither another caller nor another route', async () => {
    const [one, two] = [await token(), await token()];
    await post({ token: one, key: KEY });
    await post({ token: two, key: KEY });
    await post({ token: one, key: KEY, path: '/refunds' });
    await post({ key: KEY, cookie: 'guest-a' });
    await post({ key: KEY, cookie: 'guest-b' });
    await post({ key: KEY, cookie: 'guest-a' });
    expect(worked).toHaveLength(5);
  });

  it('stores a refusal like any answer', async () => {
    const by = await token();
    work = async () => {
      throw SoldOut();
    };
    const first = await post({ token: by, key: KEY });
    work = async () => ({ ok: true });
    const second = await post({ token: by, key: KEY });
    expect([second.statusCode, second.payload]).toEqual([409, first.payload]);
    expect(second.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(worked).toHaveLength(1);
  });

  it('may try again with the same key after a failure of ours', async () => {
    const by = await token();
    work = async () => {
      throw new Error('the disk is full');
    };
    expect((await post({ token: by, key: KEY })).statusCode).toBe(500);
    expect(await keys()).toEqual([]);
    work = async () => ({ ok: true });
    expect((await post({ token: by, key: KEY })).statusCode).toBe(201);
    expect(worked).toHaveLength(2);
  });

  it('goes on where a crash cut the first one off, after its lock has lapsed', async () => {
    const by = await token();
    await post({ token: by, key: KEY });
    await database.query
      .updateTable('idempotency_keys')
      .set({ status: null, response: null, locked_until: sql<Date>`now() - interval '1 second'` })
      .execute();
    expect((await post({ token: by, key: KEY })).statusCode).toBe(201);
    expect(worked).toHaveLength(2);
  });

  it('does not use the key up when the body is not valid', async () => {
    const by = await token();
    const refused = await app.inject({
      method: 'POST',
      url: '/orders',
      headers: { authorization: `Bearer ${by}`, 'idempotency-key': KEY },
      payload: { nome: 'lamp' },
    });
    expect(refused.statusCode).toBe(400);
    expect(await keys()).toEqual([]);
  });
});

describe('a route that is not marked', () => {
  it('takes no notice of keys', async () => {
    const by = await token();
    await post({ token: by, key: KEY, path: '/plain' });
    await post({ token: by, key: KEY, path: '/plain' });
    expect([worked.length, await keys()]).toEqual([2, []]);
  });
});
