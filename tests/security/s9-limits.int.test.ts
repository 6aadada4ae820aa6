import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { askForQuote, codeOf, userWith } from '@haat/testing/checkout.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { stateOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { until } from '@haat/testing/until.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONAL } from './access-matrix.ts';
import type { Schema } from './declared-fields.ts';
import { openGateway } from './open-gateway.ts';
import { ALL_SERVICES } from './two-of-each.ts';

let services: TestServices;
let offerId: string;
let opened: HttpApp[] = [];
beforeAll(async () => {
  services = await startTestServices(ALL_SERVICES);
  const [offer] = await listOffers(services, await openShop(services), [{ title: 'Lamp', price: '20.00' }]);
  offerId = offer?.offerId ?? '';
  await services.settled();
});
afterEach(async () => {
  for (const gateway of opened) await gateway.close();
  opened = [];
});
afterAll(() => services.stop());

const redisUrl = testStores().redisUrl ?? undefined;
const LIMIT = 4;
/** Each class small enough to be reached; only the class that is asked about is looked at. */
const LIMITS = Object.fromEntries(
  ['READS', 'WRITES', 'SEARCH', 'CHECKOUT', 'CREDENTIALS', 'LOOKUP'].map((name) => [
    `RATE_LIMIT_${name}`,
    String(LIMIT),
  ]),
);
const open = async (environment: Record<string, string> = {}) => {
  const gateway = await openGateway(services, { ...LIMITS, ...environment });
  opened.push(gateway);
  return gateway;
};
interface Call {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly payload?: object;
  readonly token?: string;
  readonly from?: string;
  readonly headers?: Record<string, string>;
}
const ask = async (
  gateway: HttpApp,
  { url, method = 'GET', payload, token, from = '203.0.113.7', headers }: Call,
) =>
  gateway.inject({
    url,
    method,
    remoteAddress: from,
    headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(payload ? { payload } : {}),
  });
/** How many of so many get through. */
const through = async (times: number, send: (index: number) => ReturnType<typeof ask>) => {
  let passed = 0;
  for (let index = 0; index < times; index++) if ((await send(index)).statusCode !== 429) passed++;
  return passed;
};
const newToken = async () => services.identity.tokenFor(services.identity.user());
/** Somebody else each time: guesses at one account have a limit of their own. */
const login = (index: number): Call => ({
  method: 'POST',
  url: '/v1/auth/login',
  payload: { email: `${index}.${randomUUID()}@buyers.example`, password: 'a wrong password' },
});

const CLASSES: readonly (readonly [string, string, Call])[] = [
  ['log-ins', 'credentials', login(0)],
  ['registrations', 'credentials', { method: 'POST', url: '/v1/auth/register', payload: {} }],
  ['resets of a password', 'credentials', { method: 'POST', url: '/v1/auth/password-reset', payload: {} }],
  ['second factors', 'credentials', { method: 'POST', url: '/v1/auth/login/second-factor', payload: {} }],
  [
    'look-ups of a guest’s order',
    'lookup',
    { method: 'POST', url: '/v1/orders/lookup', payload: { number: 'HT-AAAA-BBBB', email: 'a@b.example' } },
  ],
  ['quotes', 'checkout', { method: 'POST', url: '/v1/checkout/quotes', payload: {} }],
  ['orders', 'checkout', { method: 'POST', url: '/v1/orders', payload: {} }],
  ['attempts to pay', 'checkout', { method: 'POST', url: `/v1/orders/${randomUUID()}/payment` }],
  ['searches', 'search', { url: '/v1/search?q=lamp' }],
  ['suggestions', 'search', { url: '/v1/search/suggestions?q=la' }],
  [
    'composite reads',
    'search',
    { method: 'POST', url: '/graphql', payload: { query: '{ home { categories { id } } }' } },
  ],
  ['reads', 'reads', { url: '/v1/categories' }],
  ['changes of a cart', 'writes', { method: 'POST', url: '/v1/cart/items', payload: {} }],
];

describe('of one address', () => {
  it.each(CLASSES)(
    '%s stop at the limit, and the answer says which and for how long',
    async (_what, name, call) => {
      const gateway = await open();
      const answers = [];
      for (let count = 0; count <= LIMIT; count++) answers.push(await ask(gateway, call));
      expect(answers.slice(0, LIMIT).filter(({ statusCode }) => statusCode === 429)).toEqual([]);
      const refused = answers.at(-1);
      expect([refused?.statusCode, refused?.json().code]).toEqual([429, 'http.rate-limited']);
      expect(refused?.headers['ratelimit-policy']).toBe(`"${name}";q=${LIMIT};w=60`);
      expect(refused?.headers.ratelimit).toMatch(new RegExp(`^"${name}";r=0;t=(59|60)$`));
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60 / LIMIT);
      // Elsewhere nobody is held up by it.
      expect((await ask(gateway, { ...call, from: '198.51.100.9' })).statusCode).not.toBe(429);
    },
  );

  it('log-ins are counted whoever is meant, and with whatever token', async () => {
    const gateway = await open();
    expect(
      await through(10, async (index) => ask(gateway, { ...login(index), token: await newToken() })),
    ).toBe(LIMIT);
  });

  it('forwarded headers make no other one', async () => {
    const gateway = await open();
    const spoofed = (index: number) => ({
      'x-forwarded-for': `10.0.0.${index}`,
      'x-real-ip': `10.0.0.${index}`,
      'cf-connecting-ip': `10.0.0.${index}`,
      'true-client-ip': `10.0.0.${index}`,
      'x-haat-client-address': `10.0.0.${index}`,
      forwarded: `for=10.0.0.${index}`,
    });
    expect(await through(10, (index) => ask(gateway, { ...login(index), headers: spoofed(index) }))).toBe(
      LIMIT,
    );
  });

  it('a client behind a trusted proxy is who the proxy says, not who the client said before it', async () => {
    const gateway = await open({ TRUSTED_PROXIES: '203.0.113.0/24' });
    const by = (index: number, client: string) =>
      ask(gateway, { ...login(index), headers: { 'x-forwarded-for': `10.0.0.${index}, ${client}` } });
    expect(await through(10, (index) => by(index, '198.51.100.1'))).toBe(LIMIT);
    expect((await by(11, '198.51.100.2')).statusCode).not.toBe(429);
  });

  it('all of a /64 is one, the next /64 is another', async () => {
    const gateway = await open();
    const from = (net: string, index: number) =>
      ask(gateway, { ...login(index), from: `2001:db8:0:${net}::${index + 1}` });
    expect(await through(10, (index) => from('a', index))).toBe(LIMIT);
    expect((await from('b', 1)).statusCode).not.toBe(429);
  });

  it('a flood is stopped before a token is looked at', async () => {
    const gateway = await open({ RATE_LIMIT_FLOOD: '6' });
    const answers = [];
    for (let count = 0; count < 8; count++)
      answers.push(await ask(gateway, { url: '/v1/orders', token: `bad.${count}.token` }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
    expect(answers.at(-1)?.headers['ratelimit-policy']).toBe('"flood";q=6;w=60');
  });

  it('what the payment provider sends always comes through', async () => {
    const gateway = await open({ RATE_LIMIT_FLOOD: '1' });
    const webhook: Call = { method: 'POST', url: '/v1/webhooks/stripe', payload: {} };
    expect(await through(10, () => ask(gateway, webhook))).toBe(10);
  });
});

describe('of one account', () => {
  it('everything is counted wherever it comes from, and another account at the same address is not held up', async () => {
    const gateway = await open();
    const [token, other] = [await newToken(), await newToken()];
    const read = (from: string, by: string) => ask(gateway, { url: '/v1/orders', token: by, from });
    expect(await through(10, (index) => read(`198.51.100.${index}`, token))).toBe(LIMIT);
    expect((await read('198.51.100.1', other)).statusCode).toBe(200);
  });

  it('a refused order is not placed', async () => {
    const gateway = await open();
    const buyer = await userWith(services, [{ offerId }]);
    const quote = await askForQuote(services, buyer);
    const quotes: Call = { method: 'POST', url: '/v1/checkout/quotes', payload: {}, token: buyer.token };
    await through(LIMIT, () => ask(gateway, quotes));
    const before = await stateOf(services, 'order');
    const refused = await ask(gateway, {
      method: 'POST',
      url: '/v1/orders',
      payload: { quoteId: quote.body.id },
      token: buyer.token,
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(refused.statusCode).toBe(429);
    expect(await stateOf(services, 'order')).toEqual(before);
  });
});

describe.runIf(redisUrl)('two gateways that share a Redis', () => {
  it.each([
    ['log-ins of one address', login(0), undefined],
    ['orders of one account', { method: 'POST', url: '/v1/orders', payload: {} } as Call, true],
  ])('count %s together', async (_what, call, byAccount) => {
    const environment = { REDIS_URL: redisUrl ?? '' };
    const [one, two] = [await open(environment), await open(environment)];
    // Until it is connected each counts for itself: then both would let a new client through as often as it likes.
    let probe = 0;
    await until('both to be connected', async () => {
      const from = `192.0.2.${probe++ % 250}`;
      await ask(one, { ...login(0), from });
      const { headers } = await ask(two, { ...login(0), from });
      return String(headers.ratelimit).includes(`r=${LIMIT - 2}`);
    });
    const token = byAccount ? await newToken() : undefined;
    const from = `198.18.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(index % 2 === 0 ? one : two, { ...call, from, ...(token ? { token } : {}) }),
      ),
    );
    expect(sent.filter(({ statusCode }) => statusCode !== 429)).toHaveLength(LIMIT);
  });
});

describe('a request that is too large', () => {
  it('in its body is refused by every route that takes JSON from outside', async () => {
    const faults: string[] = [];
    let asked = 0;
    const body = `{"a":"${'x'.repeat(1_100_000)}"}`;
    for (const service of ALL_SERVICES) {
      for (const { method, url, access, schema } of services.service(service).http.routeTable) {
        if (!schema?.body || !['public', 'guest-or-user', 'user'].includes(access.kind)) continue;
        asked++;
        const call = {
          method: method as 'POST',
          path: url.replace(/:\w+/g, () => randomUUID()),
          body,
          headers: { 'content-type': 'application/json' },
        };
        const token = access.kind === 'user' ? await newToken() : undefined;
        const answer = await services.call(service, { ...call, ...(token ? { token } : {}) });
        if (answer.status !== 413) faults.push(`${method} ${url}: ${codeOf(answer)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(10);
  });

  it('in its head is refused, and the next one served', async () => {
    const gateway = await open();
    await gateway.listen({ host: '127.0.0.1', port: 0 });
    const [address] = gateway.addresses();
    const port = address && typeof address === 'object' ? address.port : 0;
    const statusOf = (path: string) =>
      new Promise<number>((resolve) => {
        httpRequest({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          // Cut off while it was still talking.
          .on('error', () => resolve(431))
          .end();
      });
    expect(await statusOf(`/v1/search?q=${'x'.repeat(20_000)}`)).toBe(431);
    expect(await statusOf('/v1/categories')).toBe(200);
  });

  it('in its page is refused by every list, and every list has a largest page', async () => {
    const faults: string[] = [];
    let lists = 0;
    const { identity } = services;
    const seller = identity.user({ roles: ['customer', 'seller'], sellerId: randomUUID() });
    const tokens = {
      store: await newToken(),
      seller: await identity.tokenFor(seller),
      admin: await identity.tokenFor(identity.user({ roles: ['admin'] })),
    };
    for (const service of ALL_SERVICES) {
      for (const { method, url, access, schema } of services.service(service).http.routeTable) {
        const limit = (schema?.querystring as Schema | undefined)?.properties?.limit;
        if (method !== 'GET' || !limit || OPERATIONAL.has(url)) continue;
        lists++;
        if (limit.maximum === undefined || limit.maximum > 200)
          faults.push(`${url} has pages of ${limit.maximum}`);
        const token = url.startsWith('/v1/seller/')
          ? tokens.seller
          : url.startsWith('/v1/admin/')
            ? tokens.admin
            : tokens.store;
        for (const wrong of [(limit.maximum ?? 0) + 1, 0, -1, 1e9, 'all', '1;2']) {
          const path = `${url.replace(/:\w+/g, () => randomUUID())}?limit=${wrong}`;
          const call = { path, ...(access.kind === 'public' ? {} : { token }) };
          const answer =
            access.kind === 'service'
              ? await services.callAsService(service, call)
              : await services.call(service, call);
          if (answer.status !== 400) faults.push(`${path}: ${codeOf(answer)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(lists).toBeGreaterThan(8);
  });
});
