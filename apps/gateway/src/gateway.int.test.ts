import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { listOffers, openShop, type TestShop } from '@haat/testing/marketplace.ts';
import { TEST_SERVICE_SECRET } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from './app.ts';
import { readConfig } from './config.ts';
import type { Upstreams } from './forward/upstreams.ts';

const NAMES: ServiceName[] = [
  'auth',
  'seller',
  'catalog',
  'search',
  'inventory',
  'cart',
  'payment',
  'order',
  'notification',
  'analytics',
];

let services: TestServices;
let shop: TestShop;
let webRoot: string;
let inProcess: HttpApp;
let overHttp: HttpApp;
const opened: HttpApp[] = [];

const open = async (upstreams: Upstreams, environment: Record<string, string> = {}): Promise<HttpApp> => {
  const gateway = await createGateway(
    readConfig({ SERVICE_SECRET: TEST_SERVICE_SECRET, WEB_ROOT: webRoot, ...environment }),
    { upstreams, transport: services.transport, logger: createLogger({ level: 'silent' }) },
  );
  opened.push(gateway);
  await gateway.ready();
  return gateway;
};
const hosted = (): Upstreams => ({
  kind: 'in-process',
  services: new Map(NAMES.map((name) => [name, services.service(name).http])),
});

/** A request whose path nobody tidies up on the way. */
async function sendAsWritten(
  gateway: HttpApp,
  method: string,
  path: string,
  authorization?: string,
): Promise<{ status: number; body: string }> {
  if (gateway.addresses().length === 0) await gateway.listen({ host: '127.0.0.1', port: 0 });
  const [address] = gateway.addresses();
  if (!address || typeof address === 'string') throw new Error('the gateway has no address');
  const headers = { accept: 'application/json', ...(authorization ? { authorization } : {}) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: address.port, method, path, headers },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    request.on('error', reject);
    request.end();
  });
}

beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'haat-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Haat</title>');
  writeFileSync(join(webRoot, 'assets', 'app-abc123.js'), 'export {};');
  services = await startTestServices(NAMES);
  inProcess = await open(hosted());
  const urls = new Map<ServiceName, string>();
  for (const name of NAMES) {
    const { http } = services.service(name);
    if (http.addresses().length === 0) await http.listen({ host: '127.0.0.1', port: 0 });
    const [address] = http.addresses();
    if (!address || typeof address === 'string') throw new Error(`${name} has no address`);
    urls.set(name, `http://127.0.0.1:${address.port}`);
  }
  overHttp = await open({ kind: 'http', urls });
  shop = await openShop(services);
  await listOffers(services, shop, [{ title: 'Lamp', price: '20.00' }]);
  await services.settled();
});
afterAll(async () => {
  for (const gateway of opened) await gateway.close();
  await services.stop();
  rmSync(webRoot, { recursive: true });
});

describe.each([
  ['services in its own process', () => inProcess],
  ['services behind URLs', () => overHttp],
])('the gateway before %s', (_kind, gateway) => {
  it('hands a request on, and the answer back under one request id', async () => {
    const answer = await gateway().inject({
      url: '/v1/search?q=lamp&facets=false',
      headers: { 'x-request-id': 'request-of-the-test' },
    });
    expect([answer.statusCode, answer.json().items[0].title]).toEqual([200, 'Lamp']);
    expect(answer.headers['x-request-id']).toBe('request-of-the-test');
  });

  it('hands bodies, tokens and cookies on as they are', async () => {
    const user = services.identity.user();
    const authorization = `Bearer ${await services.identity.tokenFor(user)}`;
    const page = await gateway().inject({ url: '/v1/search?q=lamp&facets=false' });
    const added = await gateway().inject({
      method: 'POST',
      url: '/v1/cart/items',
      headers: { authorization },
      payload: { offerId: page.json().items[0].offerId, quantity: 2 },
    });
    expect([added.statusCode, added.json().itemCount]).toEqual([200, 2]);
    const guest = await gateway().inject({
      method: 'POST',
      url: '/v1/cart/items',
      payload: { offerId: page.json().items[0].offerId, quantity: 1 },
    });
    expect(guest.cookies.map((cookie) => cookie.name)).toEqual(['haat-cart']);
  });

  it.each([
    '/internal/users',
    '/internal/stores/x',
    '/metrics',
    '/v1/auth/../../internal/users',
    '/v1/auth/%2e%2e/%2e%2e/internal/users',
    '/v1/auth/..%2f..%2finternal%2fusers',
    '/v1/cart/../../metrics',
    '//internal/users',
    '/v1/auth/..;/internal/users',
  ])('does not let anybody reach %s', async (path) => {
    const token = await createServiceTokens('order', TEST_SERVICE_SECRET).mint(
      path === '/metrics' ? 'gateway' : 'auth',
    );
    for (const method of ['GET', 'POST']) {
      for (const authorization of [undefined, `Bearer ${token}`]) {
        // The gateway's own metrics are for services, and this one shows that it is one.
        if (path === '/metrics' && authorization) continue;
        const { status, body } = await sendAsWritten(gateway(), method, path, authorization);
        expect([method, path, status >= 400 && status < 500]).toEqual([method, path, true]);
        expect(body).not.toMatch(/http_server_request|password/);
      }
    }
  });

  it('tells the service where the client is, whatever the client says', async () => {
    const before = await services.committed('seller', PrivilegedAct);
    const answer = await gateway().inject({
      method: 'POST',
      url: '/v1/seller/team',
      remoteAddress: '203.0.113.9',
      headers: { authorization: `Bearer ${shop.token}`, 'x-haat-client-address': '10.0.0.1' },
      payload: { email: 'friend@team.example', role: 'finance' },
    });
    expect(answer.statusCode).toBe(202);
    const acts = await services.committed('seller', PrivilegedAct);
    expect(acts.slice(before.length).map(({ payload }) => payload.from)).toEqual([
      { address: '203.0.113.9', requestId: answer.headers['x-request-id'] },
    ]);
  });

  it('gives every API answer headers that make it harmless as a page', async () => {
    for (const url of ['/v1/categories', '/v1/media/art/teddy-bear.1.svg', '/v1/orders']) {
      const { headers } = await gateway().inject({ url });
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('lets nobody between keep an answer that does not say that it may be kept', async () => {
    const kept = async (url: string, headers: Record<string, string> = {}) =>
      (await gateway().inject({ url, headers })).headers['cache-control'];
    const authorization = `Bearer ${await services.identity.tokenFor(services.identity.user())}`;
    for (const url of ['/v1/orders', '/v1/cart', '/v1/wishlist']) {
      expect([url, await kept(url, { authorization })]).toEqual([url, 'no-store']);
    }
    expect(await kept('/v1/cart', { cookie: 'haat-cart=some-guest' })).toBe('no-store');
    expect(await kept('/v1/categories')).toContain('public, max-age');
  });

  it('asks of HEAD what it asks of GET', async () => {
    const answer = await gateway().inject({ method: 'HEAD', url: '/v1/admin/orders' });
    expect(answer.statusCode).toBe(401);
  });

  it('answers an unknown path with a problem', async () => {
    const answer = await gateway().inject({ url: '/v1/nothing', headers: { accept: 'application/json' } });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'http.not-found']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('a request from another site', () => {
  const post = (headers: Record<string, string>) =>
    inProcess.inject({
      method: 'POST',
      url: '/v1/auth/refresh',
      headers: { host: 'localhost:8080', ...headers },
    });

  it.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9999' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:8080.evil.example' },
  ])('that would change something is refused: %j', async (headers) => {
    const answer = await post(headers as Record<string, string>);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'http.cross-site']);
  });

  it.each([
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' },
    { origin: 'http://localhost:8080' },
    {},
  ])('is told from our own: %j', async (headers) => {
    expect((await post(headers as Record<string, string>)).json().code).toBe('auth.session-ended');
  });

  it('may read what is public', async () => {
    const answer = await inProcess.inject({
      url: '/v1/categories',
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('rate limits', () => {
  const limited = () =>
    open(hosted(), { RATE_LIMIT_READS: '5', RATE_LIMIT_WRITES: '100', RATE_LIMIT_CREDENTIALS: '3' });
  const login = { email: 'a@b.example', password: 'not the password' };

  it('refuse what is too much, and say when to come again', async () => {
    const gateway = await limited();
    const answers = [];
    for (let count = 0; count < 6; count++) answers.push(await gateway.inject({ url: '/v1/categories' }));
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.map((answer) => String(answer.headers.ratelimit).split(';')[1])).toEqual([
      'r=4',
      'r=3',
      'r=2',
      'r=1',
      'r=0',
      'r=0',
    ]);
    const refused = answers.at(-1);
    expect(refused?.headers['ratelimit-policy']).toBe('"reads";q=5;w=60');
    expect(refused?.headers['x-content-type-options']).toBe('nosniff');
    expect(refused?.json()).toMatchObject({ code: 'http.rate-limited', status: 429 });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it.each([['/v1/auth/login'], ['/v1/auth/login?next=1'], ['/v1/auth/%6cogin'], ['/%761/auth/login']])(
    'count every spelling of a log-in as one: %s',
    async (url) => {
      const gateway = await limited();
      const statuses = [];
      for (let count = 0; count < 4; count++) {
        statuses.push((await gateway.inject({ method: 'POST', url, payload: login })).statusCode);
      }
      expect(statuses.at(-1)).not.toBe(401);
      expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(3);
    },
  );

  it('do not believe a client’s word of its address', async () => {
    const gateway = await limited();
    const statuses = [];
    for (let count = 0; count < 7; count++) {
      const headers = { 'x-forwarded-for': `10.0.0.${count}`, forwarded: `for=10.0.0.${count}` };
      statuses.push((await gateway.inject({ url: '/v1/categories', headers })).statusCode);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('tell clients apart behind a proxy that is trusted', async () => {
    const gateway = await open(hosted(), { RATE_LIMIT_READS: '1', TRUSTED_PROXIES: '127.0.0.1/32' });
    const from = (address: string) =>
      gateway.inject({ url: '/v1/categories', headers: { 'x-forwarded-for': address } });
    expect([(await from('10.0.0.1')).statusCode, (await from('10.0.0.2')).statusCode]).toEqual([200, 200]);
    expect((await from('10.0.0.1')).statusCode).toBe(429);
  });

  it('never turn the payment provider away', async () => {
    const gateway = await open(hosted(), { RATE_LIMIT_WRITES: '1' });
    const statuses = [];
    for (let count = 0; count < 4; count++) {
      const answer = await gateway.inject({
        method: 'POST',
        url: '/v1/webhooks/stripe',
        headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=x' },
        payload: '{}',
      });
      statuses.push(answer.json().code);
    }
    expect(statuses).toEqual(Array(4).fill('payment.signature-invalid'));
  });
});

describe('GraphQL', () => {
  const ask = (query: string, variables?: object) =>
    inProcess.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query, ...(variables ? { variables } : {}) },
    });

  it('reads the front page in one request', async () => {
    const { data, errors } = (
      await ask('{ home { categories { id name } newest { title price { amount } } stores { name } } }')
    ).json();
    expect(errors).toBeUndefined();
    expect(data.home.newest).toEqual([{ title: 'Lamp', price: { amount: 2_000 } }]);
    expect(data.home.stores).toEqual([{ name: 'Northwind' }]);
  });

  it('answers null for a product that does not exist, and for what is no address', async () => {
    for (const idOrSlug of ['nothing-here', '../../internal/users', 'x'.repeat(500)]) {
      const answer = await ask('query ($id: String!) { productPage(idOrSlug: $id) { product { title } } }', {
        id: idOrSlug,
      });
      expect(answer.json().data).toEqual({ productPage: null });
    }
  });

  const roots = Array.from({ length: 9 }, (_, index) => `a${index}: home { newest { id } }`).join(' ');
  const aliases = (count: number, of: string) =>
    Array.from({ length: count }, (_, index) => `a${index}: ${of}`).join(' ');
  it.each([
    ['too many fields', `{ home { newest { ${'id '.repeat(500)}} } }`],
    ['too many directives', `{ home ${'@include(if: true) '.repeat(150)} { newest { id } } }`],
    ['too many roots', `{ ${roots} }`],
    ['too many roots in a fragment', `{ ...f } fragment f on Query { ${roots} }`],
    [
      'a short fragment in many lists',
      `{ ${['a', 'b', 'c', 'd'].map((name) => `${name}: home { ...h }`).join(' ')} }
       fragment h on Home { ${aliases(60, 'deals { ...f }')} } fragment f on ProductCard { ${aliases(60, 'id')} }`,
    ],
    [
      'many of the schema’s own lists',
      `{ __schema { types { ${aliases(30, 'fields { name args { name } }')} } } }`,
    ],
  ])('refuses a query with %s', async (_what, query) => {
    const answer = await ask(query);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'graphql.too-costly']);
  });

  it.each([
    ['a fragment within itself', '{ home { ...f } } fragment f on Home { newest { id } ...f }'],
    ['something that is not there', '{ users { email } }'],
  ])('refuses a query with %s', async (_what, query) => {
    const answer = await ask(query);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.malformed']);
  });

  it('knows no changes', async () => {
    expect((await ask('mutation { drop }')).json()).toMatchObject({ data: null, errors: [{}] });
  });

  it('refuses a query that nests too deep', async () => {
    const deep =
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { name } } } } } } } } }';
    const answer = await ask(deep);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.malformed']);
  });

  it('refuses bodies that are no query', async () => {
    const answer = await inProcess.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: 'x'.repeat(9_000) },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.validation']);
  });
});

describe('the web app', () => {
  it('is served under a policy that runs nothing but its own scripts', async () => {
    for (const url of ['/', '/products/lamp', '/checkout']) {
      const { statusCode, payload, headers } = await inProcess.inject({
        url,
        headers: { accept: 'text/html' },
      });
      expect([statusCode, payload]).toEqual([200, '<!doctype html><title>Haat</title>']);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self' https://js.stripe.com");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('asks browsers to stay with https where it is at https', async () => {
    const gateway = await open(hosted(), { PUBLIC_URL: 'https://haat.example' });
    const { headers } = await gateway.inject({ url: '/', headers: { accept: 'text/html' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('keeps its files for ever and its page not at all', async () => {
    const file = await inProcess.inject({ url: '/assets/app-abc123.js' });
    expect([file.statusCode, file.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect((await inProcess.inject({ method: 'HEAD', url: '/assets/app-abc123.js' })).statusCode).toBe(200);
    expect((await inProcess.inject({ url: '/' })).headers['cache-control']).toBe('no-cache');
  });

  it('does not leave its folder', async () => {
    for (const path of [
      '/assets/../../../../etc/passwd',
      '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      '/assets/..%5c..%5cetc%5cpasswd',
    ]) {
      const { body } = await sendAsWritten(inProcess, 'GET', path);
      expect([path, body.includes('root:')]).toEqual([path, false]);
    }
  });
});

describe('the API description', () => {
  it('is written and compressed once, and not sent to who has it', async () => {
    const whole = await inProcess.inject('/openapi.json');
    const small = await inProcess.inject({ url: '/openapi.json', headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(small.rawPayload.length * 5).toBeLessThan(whole.rawPayload.length);
    const headers = { 'if-none-match': String(whole.headers.etag) };
    const again = await inProcess.inject({ url: '/openapi.json', headers });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('holds what can be reached and nothing internal', async () => {
    const { paths } = (await inProcess.inject('/openapi.json')).json();
    expect(Object.keys(paths)).toContain('/v1/orders/{id}');
    expect(Object.keys(paths).filter((path) => path.startsWith('/internal') || path === '/metrics')).toEqual(
      [],
    );
  });
});
