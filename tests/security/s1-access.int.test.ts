import { randomUUID } from 'node:crypto';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import { PUBLIC, USER } from '@haat/platform/http/access.ts';
import { createHttpApp, type HttpApp, type RouteEntry } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { createMetrics } from '@haat/platform/telemetry/metrics.ts';
import { stateOf } from '@haat/testing/service-state.ts';
import { TEST_SERVICE_SECRET } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONAL, refusalOf, surfaceFaults } from './access-matrix.ts';
import { everybody, type Identity, tokenAt } from './identities.ts';
import { openGateway } from './open-gateway.ts';
import { OPEN_ROUTES, OWN_BY_NATURE, type OwnedCall, ownedRoutes } from './owned-routes.ts';
import { changedTables, type ForeignAnswer, leaks, ownershipFaults } from './ownership.ts';
import { ALL_SERVICES, openTwoOfEach, type TwoOfEach } from './two-of-each.ts';

interface LiveRoute extends RouteEntry {
  readonly service: ServiceName;
}

let services: TestServices;
let two: TwoOfEach;
let identities: Identity[];
let routes: LiveRoute[];
let gateway: HttpApp;

beforeAll(async () => {
  services = await startTestServices(ALL_SERVICES);
  two = await openTwoOfEach(services);
  identities = await everybody(
    services,
    { buyer: two.a.buyer, owner: two.a.owner, sellerId: two.a.shop.id },
    { buyer: two.b.buyer, owner: two.b.owner, sellerId: two.b.shop.id },
  );
  routes = ALL_SERVICES.flatMap((service) =>
    services.service(service).http.routeTable.map((route) => ({ ...route, service })),
  );
  gateway = await openGateway(services);
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await services.stop();
});

/** What the rules say; a use case may have reasons of its own. */
const RULE_CODES = new Set([
  'auth.required',
  'auth.forbidden',
  'auth.wrong-audience',
  'auth.not-while-impersonating',
  'auth.token-invalid',
  'auth.token-revoked',
]);

const nameOf = ({ method, url }: RouteEntry) => `${method} ${url}`;
const called = (name: string): Identity => {
  const found = identities.find((each) => each.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
/** The route with A's things in its path, or with something that fits. */
const pathOf = (route: RouteEntry): string => {
  const owned = ownedRoutes(two)[`${route.method === 'HEAD' ? 'GET' : route.method} ${route.url}`];
  return owned?.path ?? route.url.replace(/:\w+/g, () => randomUUID()).replace('*', 'x');
};
const ask = (
  service: ServiceName,
  method: string,
  path: string,
  who: Pick<Identity, 'token' | 'tokens'>,
  { body, headers }: Pick<OwnedCall, 'body' | 'headers'> = {},
) => {
  const token = tokenAt(who, service);
  return services.call(service, {
    method: method as 'GET',
    path,
    ...(token === undefined ? {} : { token }),
    ...(body ? { body } : {}),
    ...(headers ? { headers } : {}),
  });
};
const wholeState = async () =>
  Object.assign({}, ...(await Promise.all(ALL_SERVICES.map((name) => stateOf(services, name))))) as Record<
    string,
    string
  >;
/** A refusal is an answer too: the key under which it was asked for is kept with it. */
const changed = (before: Record<string, string>, after: Record<string, string>) =>
  changedTables(before, after).filter((table) => !table.endsWith('.idempotency_keys'));

describe('the surface of the services', () => {
  it('is open where the list says so and nowhere else; staff, sellers and services have theirs', () => {
    expect(surfaceFaults(routes, OPEN_ROUTES)).toEqual([]);
  });

  it('has the same rule for HEAD as for GET', () => {
    const heads = routes.filter(({ method }) => method === 'HEAD');
    const rules = new Map(routes.map((route) => [`${route.service} ${nameOf(route)}`, route.access]));
    for (const head of heads) {
      expect([head.url, head.access]).toEqual([head.url, rules.get(`${head.service} GET ${head.url}`)]);
    }
    expect(heads.length).toBeGreaterThan(20);
  });

  it('is reached through the gateway without what is between services', () => {
    const own = gateway.routeTable.filter(({ url }) => !OPERATIONAL.has(url));
    expect(own.filter(({ url }) => url.startsWith('/internal') || url === '*' || url === '/*')).toEqual([]);
    expect(gateway.routeTable.find(({ url }) => url === '/metrics')?.access.kind).toBe('service');
  });
});

describe('every route', () => {
  it('refuses everybody whom its rule does not name, says why, and does nothing', async () => {
    const before = await wholeState();
    const faults: string[] = [];
    let calls = 0;
    for (const route of routes) {
      for (const who of identities) {
        const refusal = refusalOf(route.access, who);
        if (!refusal) continue;
        calls++;
        const answer = await ask(route.service, route.method, pathOf(route), who);
        const got = route.method === 'HEAD' ? [answer.status] : [answer.status, answer.body?.code];
        const wanted = route.method === 'HEAD' ? [refusal[0]] : refusal;
        if (got.join() !== wanted.join())
          faults.push(`${nameOf(route)} as ${who.name}: ${got}, not ${wanted}`);
        for (const secret of leaks(answer.text, two.secrets)) {
          // The path of what was asked for may be in the answer; nothing else.
          if (!pathOf(route).includes(secret)) faults.push(`${nameOf(route)} tells ${who.name} of ${secret}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(1_000);
    expect(changedTables(before, await wholeState())).toEqual([]);
  }, 120_000);

  it('lets nobody by who may: what a rule allows is not refused by it', async () => {
    const faults: string[] = [];
    for (const route of routes) {
      // Only questions: they change nothing. One of them never ends.
      if (route.method !== 'GET' || route.url.endsWith('/events')) continue;
      for (const who of identities) {
        if (refusalOf(route.access, who) || route.access.kind === 'signed') continue;
        const { status, body } = await ask(route.service, 'GET', pathOf(route), who);
        const code = body?.code;
        if (RULE_CODES.has(String(code))) {
          faults.push(`${nameOf(route)} refuses ${who.name}: ${status} ${code}`);
        }
        if (status >= 500) faults.push(`${nameOf(route)} fails for ${who.name}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);
});

/** Who may call the route, and whose the thing is not. */
const strangersTo = (route: RouteEntry): Identity[] => {
  const kind = route.access.kind;
  if (kind === 'permission') return [called('seller B')];
  const users = [called('buyer B'), called('seller B'), called('staff: support')];
  return kind === 'guest-or-user' ? [called('anonymous'), ...users] : users;
};
const ownable = () =>
  routes.filter(
    ({ method, url, access }) =>
      method !== 'HEAD' &&
      url.includes(':') &&
      !url.startsWith('/v1/admin/') &&
      ['user', 'guest-or-user', 'permission'].includes(access.kind),
  );

describe('what belongs to A', () => {
  it('is named by no route that this suite does not know', () => {
    const known = [...Object.keys(ownedRoutes(two)), ...OWN_BY_NATURE];
    // A new route with a name in its path gets its line in owned-routes.ts.
    expect(
      ownable()
        .map(nameOf)
        .filter((name) => !known.includes(name)),
    ).toEqual([]);
    expect(known.filter((name) => !routes.some((route) => nameOf(route) === name))).toEqual([]);
  });

  it('is not there for anybody else: no data, no change, no event', async () => {
    const before = await wholeState();
    const answers: ForeignAnswer[] = [];
    for (const route of ownable()) {
      const call = ownedRoutes(two)[nameOf(route)];
      if (!call) continue;
      for (const who of strangersTo(route)) {
        const { status, text } = await ask(route.service, route.method, call.path, who, call);
        const told = text.replaceAll(call.path, '');
        answers.push({
          route: nameOf(route),
          by: who.name,
          status,
          expected: call.foreign ?? 404,
          text: told,
        });
      }
    }
    expect(ownershipFaults(answers, two.secrets)).toEqual([]);
    expect(answers.length).toBeGreaterThan(30);
    expect(changed(before, await wholeState())).toEqual([]);
  });

  it('does not open to the keys of other orders, a guessed one, or an account without one', async () => {
    const path = `/v1/orders/${two.guestOrder.order.id}`;
    const before = await wholeState();
    const keys = [undefined, '', 'a-guess', two.order.orderKey, `${two.guestOrder.orderKey}x`];
    for (const key of keys) {
      for (const who of ['anonymous', 'buyer A', 'buyer B']) {
        const headers = key ? { 'x-order-key': key } : {};
        for (const [method, rest] of [
          ['GET', ''],
          ['POST', '/cancel'],
          ['POST', '/payment'],
        ] as const) {
          const body = rest === '/cancel' ? { reason: 'Not mine' } : undefined;
          const answer = await ask('order', method, path + rest, called(who), {
            headers,
            ...(body ? { body } : {}),
          });
          expect([method, rest, who, key, answer.status]).toEqual([method, rest, who, key, 404]);
        }
      }
    }
    expect(changed(before, await wholeState())).toEqual([]);
    const own = { 'x-order-key': two.guestOrder.orderKey ?? '' };
    expect((await ask('order', 'GET', path, called('anonymous'), { headers: own })).status).toBe(200);
  });

  it('cannot be named in a body: a quote, an order with another address, a stock, an invitation', async () => {
    const before = await wholeState();
    const headers = { 'idempotency-key': 'names-in-a-body' };
    for (const who of ['anonymous', 'buyer B', 'seller B']) {
      const place = await ask('order', 'POST', '/v1/orders', called(who), {
        body: { quoteId: two.quoteId },
        headers,
      });
      expect([who, place.status]).toEqual([who, 404]);
      const { number } = two.order.order;
      const lookup = { number, email: 'somebody@else.example' };
      const found = await ask('order', 'POST', '/v1/orders/lookup', called(who), { body: lookup });
      expect([who, found.status, leaks(found.text, two.secrets)]).toEqual([who, 404, []]);
    }
    expect(changed(before, await wholeState())).toEqual([]);
  });

  it('is in no list of anybody else, whatever the query asks for', async () => {
    const faults: string[] = [];
    const asked = [
      '',
      `userId=${two.a.buyer.userId}`,
      `sellerId=${two.a.shop.id}`,
      `seller=${two.a.shop.slug}`,
      `orderId=${two.order.order.id}`,
      `email=${encodeURIComponent(two.a.buyer.email)}`,
      `q=${encodeURIComponent(two.a.buyer.email)}`,
      `number=${two.order.order.number}`,
      'limit=1&status=confirmed',
    ];
    const lists = routes.filter(
      ({ method, url }) => method === 'GET' && !url.includes(':') && !OPERATIONAL.has(url),
    );
    for (const route of lists) {
      const staff = route.access.kind === 'permission' && route.access.permission.startsWith('admin.');
      if (staff) continue;
      for (const who of [called('anonymous'), called('buyer B'), called('seller B')]) {
        if (refusalOf(route.access, who)) continue;
        for (const query of asked) {
          const { status, text } = await ask(route.service, 'GET', `${route.url}?${query}`, who);
          if (status >= 500) faults.push(`${route.url}?${query} fails`);
          for (const secret of leaks(text, two.secrets)) {
            if (!query.includes(secret) && !query.includes(encodeURIComponent(secret))) {
              faults.push(`${route.url}?${query} tells ${who.name} of ${secret}`);
            }
          }
        }
      }
    }
    expect(faults).toEqual([]);
    expect(lists.length).toBeGreaterThan(10);
  });

  it('is there for A, by the very same calls', async () => {
    const owners = {
      buyer: called('buyer A'),
      seller: called('seller A'),
      invited: { token: await services.identity.tokenFor(two.invited.user) },
      key: called('anonymous'),
    };
    const faults: string[] = [];
    for (const route of ownable()) {
      const call = ownedRoutes(two)[nameOf(route)];
      if (!call || call.own === null) continue;
      const { status, text } = await ask(
        route.service,
        route.method,
        call.path,
        owners[call.owner ?? 'buyer'],
        call,
      );
      const fine = call.own === undefined ? status >= 200 && status < 300 : status === call.own;
      if (!fine) faults.push(`${nameOf(route)}: ${status} ${text}`);
    }
    expect(faults).toEqual([]);
  });
});

describe('the suite itself', () => {
  const planted = async (table: Record<`GET /${string}`, typeof USER>, ownerAsked: boolean) => {
    const orders = new Map([['7', { owner: two.a.buyer.userId, note: two.a.buyer.email }]]);
    const app = await createHttpApp({
      service: 'planted',
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics('planted'),
      access: table,
      accessTokens: services.accessTokens,
      serviceTokens: createServiceTokens('planted', TEST_SERVICE_SECRET),
      readiness: [],
    });
    app.get('/v1/things/:id', async ({ params, actor }, reply) => {
      const order = orders.get((params as { id: string }).id);
      const own = actor.kind === 'user' && actor.userId === order?.owner;
      return order && (own || !ownerAsked) ? order : reply.code(404).send({});
    });
    return app;
  };
  const answerTo = async (app: HttpApp, who: Identity): Promise<ForeignAnswer> => {
    const authorization = `Bearer ${who.token}`;
    const answer = await app.inject({ url: '/v1/things/7', headers: { authorization } });
    return {
      route: 'GET /v1/things/:id',
      by: who.name,
      status: answer.statusCode,
      expected: 404,
      text: answer.body,
    };
  };

  it('sees a rule that was opened, a rule of the wrong kind, and a route that went missing', async () => {
    const guarded = await planted({ 'GET /v1/things/:id': USER }, true);
    const opened = await planted({ 'GET /v1/things/:id': PUBLIC }, true);
    expect(surfaceFaults(guarded.routeTable, [])).toEqual([]);
    expect(surfaceFaults(opened.routeTable, [])).toContain('GET /v1/things/:id: open to everybody');
    const rules = (url: string, access: RouteEntry['access']) =>
      surfaceFaults([{ method: 'GET', url, access, schema: undefined }], []);
    expect(rules('/v1/admin/things', USER)).toEqual(['GET /v1/admin/things: not for staff alone']);
    expect(rules('/v1/admin/things', { kind: 'permission', permission: 'orders.read' })).toHaveLength(1);
    expect(rules('/v1/seller/things', { kind: 'permission', permission: 'admin.orders.read' })).toHaveLength(
      1,
    );
    expect(rules('/internal/things', PUBLIC)).toEqual(['GET /internal/things: public']);
    expect(surfaceFaults([], ['GET /v1/gone'])).toEqual(['GET /v1/gone: is not there']);
  });

  it('sees an owner filter that was dropped', async () => {
    const who = called('buyer B');
    const kept = await answerTo(await planted({ 'GET /v1/things/:id': USER }, true), who);
    const dropped = await answerTo(await planted({ 'GET /v1/things/:id': USER }, false), who);
    expect(ownershipFaults([kept], two.secrets)).toEqual([]);
    expect(ownershipFaults([dropped], two.secrets)).toEqual([
      'GET /v1/things/:id answers buyer B with 200, not 404',
      `GET /v1/things/:id tells buyer B of ${two.a.buyer.email}`,
      `GET /v1/things/:id tells buyer B of ${two.a.buyer.userId}`,
    ]);
  });

  it('sees a row that was written, and one that only moved on its way out', async () => {
    // What the owners did above is told to other services still.
    await services.settled();
    const before = await stateOf(services, 'seller');
    const database = services.database<{ stores: { about: string } }>('seller');
    await database.updateTable('stores').set({ about: 'Changed' }).execute();
    expect(changedTables(before, await stateOf(services, 'seller'))).toEqual(['seller.stores']);
  });
});
