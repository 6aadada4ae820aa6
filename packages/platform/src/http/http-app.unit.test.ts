import { randomUUID } from 'node:crypto';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import { createTestIdentity, type TestIdentity, type TestUser } from '@haat/testing/test-identity.ts';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessTokenVerifier } from '../auth/access-token.ts';
import { createServiceTokens } from '../auth/service-token.ts';
import { defineError } from '../errors/domain-error.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { PUBLIC, permission, SERVICE, USER, USER_IN_PERSON } from './access.ts';
import { createHttpApp, type HttpApp, type HttpAppOptions } from './http-app.ts';

const SECRET = 'a secret that all services of this test share';
const SoldOut = defineError('test.sold-out', 409, 'It is sold out.');
const nobody = {
  send: async () => {
    throw new Error('nobody is there');
  },
};

let app: HttpApp;
let identity: TestIdentity;
let handled: unknown[];

const open = async (fields: Partial<HttpAppOptions> = {}) => {
  const opened = await createHttpApp({
    service: 'test',
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics('test'),
    access: {
      'POST /things': PUBLIC,
      'GET /things': PUBLIC,
      'GET /things/:id': PUBLIC,
      'GET /mine': USER,
      'GET /in-person': USER_IN_PERSON,
      'GET /admin': permission('admin.orders.refund'),
      'GET /seller': permission('orders.fulfil'),
      'GET /internal/things': SERVICE,
      'GET /broken': PUBLIC,
      'GET /sold-out': PUBLIC,
    },
    accessTokens: createAccessTokenVerifier(identity.serveKeys(nobody)),
    serviceTokens: createServiceTokens('test', SECRET),
    readiness: [],
    ...fields,
  });
  const Body = Type.Object(
    { name: Type.String({ maxLength: 5 }), count: Type.Optional(Type.Integer()) },
    { additionalProperties: false },
  );
  const Query = Type.Object(
    { limit: Type.Optional(Type.Integer({ maximum: 10 })) },
    { additionalProperties: false },
  );
  opened.post('/things', { schema: { body: Body } }, async ({ body }) => {
    handled.push(body);
    return { ok: true };
  });
  opened.get('/things', { schema: { querystring: Query } }, async ({ query }) => query);
  opened.get('/things/:id', { schema: { params: IdParams } }, async ({ params }) => params);
  for (const path of ['/mine', '/in-person', '/admin', '/seller', '/internal/things']) {
    opened.get(path, async ({ actor }) => {
      handled.push(path);
      return actor;
    });
  }
  opened.get('/broken', async () => {
    throw new Error('password of the database is "hunter2"');
  });
  opened.get('/sold-out', async () => {
    throw SoldOut({ offerIds: ['a'] });
  });
  return opened;
};

beforeEach(async () => {
  handled = [];
  identity = await createTestIdentity();
  app = await open();
});
afterEach(() => app.close());

const post = (payload: string | object, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/things',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

describe('bodies', () => {
  it('hands on what fits the schema', async () => {
    expect((await post({ name: 'Lamp', count: 2 })).statusCode).toBe(200);
    expect(handled).toEqual([{ name: 'Lamp', count: 2 }]);
  });

  it.each([
    ['an undeclared field', { name: 'Lamp', price: 1 }, 'body', 'must not have the property "price"'],
    ['a number as text', { name: 'Lamp', count: '2' }, 'body/count', 'must be integer'],
    ['text as a number', { name: 7 }, 'body/name', 'must be string'],
    ['a fraction', { name: 'Lamp', count: 1.5 }, 'body/count', 'must be integer'],
    ['a missing field', {}, 'body', "must have required property 'name'"],
    ['an array', [], 'body', 'must be object'],
    ['text that is too long', { name: 'Lantern' }, 'body/name', 'must NOT have more than 5 characters'],
  ])('refuses %s and does nothing', async (_what, body, path, message) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'http.validation', errors: [{ path, message }] });
    expect(handled).toEqual([]);
  });

  it.each([
    ['half a document', '{"name":', 400, 'http.body-malformed'],
    ['an empty body', '', 400, 'http.body-empty'],
    ['a prototype', '{"name":"a","__proto__":{"admin":true}}', 400, 'http.body-malformed'],
    ['a NUL in a text', String.raw`{"name":"a\u0000b"}`, 400, 'http.text-unstorable'],
    ['half of a surrogate pair', String.raw`{"name":"a\ud83d"}`, 400, 'http.text-unstorable'],
    ['a NUL in the name of a field', String.raw`{"name":"a","\u0000":1}`, 400, 'http.text-unstorable'],
    ['a body beyond the limit', `{"name":"${'x'.repeat(70_000)}"}`, 413, 'http.body-too-large'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await post(body);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(handled).toEqual([]);
  });

  it('refuses a content type that a form of another site could send', async () => {
    const answer = await post('{"name":"Lamp"}', { 'content-type': 'text/plain' });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'http.media-type-unsupported']);
    expect(handled).toEqual([]);
  });
});

describe('addresses', () => {
  it('reads numbers out of a query, which can only carry text', async () => {
    expect((await app.inject('/things?limit=7')).json()).toEqual({ limit: 7 });
  });

  it.each([['/things?limit=seven'], ['/things?limit=11'], ['/things?other=1'], ['/things/42']])(
    'refuses %s',
    async (url) => {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.validation']);
    },
  );

  it.each([
    ['GET', '/nothing', 404],
    ['DELETE', '/things', 404],
    ['GET', '/things/%zz', 400],
  ] as const)('answers %s %s with a problem', async (method, url, status) => {
    const answer = await app.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });
});

describe('problem documents', () => {
  it('carry the code, the request id and what the error gives away on purpose', async () => {
    const answer = await app.inject({ url: '/sold-out', headers: { 'x-request-id': 'from-the-client-1' } });
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['x-request-id']).toBe('from-the-client-1');
    expect(answer.json()).toEqual({
      type: 'https://haat.dev/problems/test.sold-out',
      title: 'It is sold out.',
      status: 409,
      code: 'test.sold-out',
      requestId: 'from-the-client-1',
      meta: { offerIds: ['a'] },
    });
  });

  it('tell nothing of what nobody foresaw', async () => {
    const answer = await app.inject('/broken');
    expect(answer.statusCode).toBe(500);
    expect(answer.payload).not.toContain('hunter2');
    expect(answer.json().code).toBe('http.internal');
  });

  it('are found in the log by the id that the caller was told', async () => {
    const lines: string[] = [];
    await app.close();
    app = await open({
      logger: createLogger({ level: 'error', to: { write: (line) => void lines.push(line) } }),
    });
    await Promise.all(
      ['first-request', 'second-request'].map((id) =>
        app.inject({ url: '/broken', headers: { 'x-request-id': id } }),
      ),
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      ['first-request', 'second-request'].map((id) =>
        expect.objectContaining({ requestId: id, correlationId: id, method: 'GET', route: '/broken' }),
      ),
    );
  });

  it('get an id of our own where the given one is not fit for a log', async () => {
    const answer = await app.inject({ url: '/broken', headers: { 'x-request-id': 'a b\tc; drop' } });
    expect(answer.json().requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('access', () => {
  const get = (url: string, token?: string, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url, headers: token ? { authorization: `Bearer ${token}` } : {} });
  const tokenOf = (...roles: ('customer' | 'seller' | 'admin')[]) =>
    identity.tokenFor(identity.user({ roles }));
  const answerTo = async (path: string, fields: Partial<TestUser>) => {
    const { statusCode, json } = await get(path, await identity.tokenFor(identity.user(fields)));
    return statusCode === 200 ? 200 : json().code;
  };

  it('cannot be forgotten: a route without a rule is not registered', () => {
    expect(() => app.get('/forgotten', async () => 'x')).toThrow(
      'test: GET /forgotten has no rule in access.ts',
    );
  });

  it('asks a stranger to log in, and turns away who may not', async () => {
    expect((await get('/mine')).json().code).toBe('auth.required');
    expect((await get('/admin')).json().code).toBe('auth.required');
    expect(await answerTo('/admin', { roles: ['admin'], staffRole: 'support' })).toBe('auth.forbidden');
    expect(
      await answerTo('/seller', { roles: ['seller'], sellerRole: 'finance', sellerId: randomUUID() }),
    ).toBe('auth.forbidden');
    expect(handled).toEqual([]);
  });

  it('lets in whom the rule names', async () => {
    expect((await get('/mine', await tokenOf('customer'))).statusCode).toBe(200);
    expect((await get('/admin', await tokenOf('admin'))).statusCode).toBe(200);
    const service = await createServiceTokens('cart', SECRET).mint('test');
    expect((await get('/internal/things', service)).json()).toEqual({ kind: 'service', service: 'cart' });
  });

  it('takes a token only at the surface that it is for, whatever the role in it', async () => {
    const both = {
      roles: ['customer', 'seller', 'admin'],
      sellerId: randomUUID(),
      sellerRole: 'owner',
      staffRole: 'super',
    } satisfies Partial<TestUser>;
    const answers = [];
    for (const audience of ['store', 'seller', 'admin'] as const) {
      for (const path of ['/mine', '/seller', '/admin'])
        answers.push(await answerTo(path, { ...both, audience }));
    }
    const wrong = 'auth.wrong-audience';
    expect(answers).toEqual([200, wrong, wrong, 200, 200, wrong, 200, wrong, 200]);
    expect(handled).toEqual(['/mine', '/mine', '/seller', '/mine', '/admin']);
  });

  it('keeps staff who act for somebody from what only that person may do, and from staff’s own work', async () => {
    const impersonator = { userId: randomUUID(), email: 'support@haat.example' };
    expect(await answerTo('/mine', { impersonator })).toBe(200);
    expect(await answerTo('/in-person', { impersonator })).toBe('auth.not-while-impersonating');
    expect(await answerTo('/admin', { roles: ['admin'], impersonator })).toBe('auth.forbidden');
    expect(handled).toEqual(['/mine']);
  });

  it('is the same for HEAD as for GET', async () => {
    for (const path of ['/mine', '/admin', '/internal/things']) {
      expect([path, (await get(path, undefined, 'HEAD')).statusCode]).toEqual([path, 401]);
    }
    expect((await get('/admin', await tokenOf('seller'), 'HEAD')).statusCode).toBe(403);
    expect(handled).toEqual([]);
    expect((await get('/admin', await tokenOf('admin'), 'HEAD')).statusCode).toBe(200);
  });

  it('keeps users out of what is between services, and services out of what is for users', async () => {
    const service = await createServiceTokens('cart', SECRET).mint('test');
    expect((await get('/internal/things', await tokenOf('admin'))).json().code).toBe('auth.token-invalid');
    expect((await get('/admin', service)).json().code).toBe('auth.token-invalid');
    const forged = await createServiceTokens('cart', 'another secret that is as long as ours is').mint(
      'test',
    );
    expect((await get('/internal/things', forged)).json().code).toBe('auth.token-invalid');
    expect(handled).toEqual([]);
  });

  it.each([['garbage'], ['Basic dXNlcjpwYXNz'], ['Bearer '], [`Bearer ${'x'.repeat(5_000)}`]])(
    'refuses the Authorization header %s also where nobody is asked for one',
    async (authorization) => {
      const answer = await app.inject({ url: '/things', headers: { authorization } });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'auth.token-invalid']);
    },
  );
});
