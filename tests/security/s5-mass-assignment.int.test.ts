import { randomUUID } from 'node:crypto';
import type { RouteEntry } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { columnsOf, stateOf } from '@haat/testing/service-state.ts';
import { type ProblemBody, startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONAL, refusalOf } from './access-matrix.ts';
import { openObjects, type Schema, undeclared } from './declared-fields.ts';
import { everybody, type Identity, tokenAt } from './identities.ts';
import { ownedRoutes } from './owned-routes.ts';
import { changedTables } from './ownership.ts';
import { ALL_SERVICES, openTwoOfEach, type TwoOfEach } from './two-of-each.ts';

interface LiveRoute extends RouteEntry {
  readonly service: ServiceName;
}

let services: TestServices;
let two: TwoOfEach;
let identities: Identity[];
let routes: LiveRoute[];
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
  ).filter(({ url, method }) => !OPERATIONAL.has(url) && method !== 'HEAD');
}, 120_000);
afterAll(() => services.stop());

const nameOf = ({ method, url }: RouteEntry) => `${method} ${url}`;
const bodyOf = (route: RouteEntry) => route.schema?.body as Schema | undefined;
/** JSON bodies; a file's schema is none. */
const withBody = () => routes.filter((route) => bodyOf(route) !== undefined);
const pathOf = (route: RouteEntry) =>
  ownedRoutes(two)[nameOf(route)]?.path ?? route.url.replace(/:\w+/g, () => randomUUID());
/** Somebody whom the rule lets in, so that the body is what is judged. */
const insider = (route: RouteEntry): Identity => {
  const found = ['super', 'seller A', 'buyer A', 'another service', 'anonymous']
    .map((name) => identities.find((each) => each.name === name || each.name === `staff: ${name}`))
    .find((who) => who && !refusalOf(route.access, who));
  if (!found) throw new Error(`nobody may call ${nameOf(route)}`);
  return found;
};
const tokenFor = (route: LiveRoute) => {
  const token = tokenAt(insider(route), route.service);
  return token ? { token } : {};
};
const send = (route: LiveRoute, body: string) =>
  services.call<ProblemBody>(route.service, {
    method: route.method as 'POST',
    path: pathOf(route),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body,
    ...tokenFor(route),
  });
const camel = (name: string) => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
const wholeState = async () =>
  Object.assign({}, ...(await Promise.all(ALL_SERVICES.map((name) => stateOf(services, name))))) as Record<
    string,
    string
  >;
/** What nobody may set by sending it, wherever it is kept. */
const USUAL = [
  'id',
  '_id',
  'role',
  'roles',
  'isAdmin',
  'admin',
  'verified',
  'password_hash',
  'balance',
  'version',
  'sellerRole',
  'staffRole',
];
/** As many as one answer names. */
const AT_ONCE = 12;
const chunks = (names: readonly string[]) =>
  Array.from({ length: Math.ceil(names.length / AT_ONCE) }, (_, index) =>
    names.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
/** The object itself and each object within it, as a body that reaches there. */
const places = (
  schema: Schema,
  wrap: (value: object) => object = (value) => value,
  at = 'body',
): { at: string; schema: Schema; wrap: (value: object) => object }[] => [
  ...(schema.properties ? [{ at, schema, wrap }] : []),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    each.properties ? places(each, (value) => wrap({ [name]: value }), `${at}/${name}`) : [],
  ),
];

describe('every body', () => {
  it('declares all that it takes', () => {
    const open = routes.flatMap((route) => [
      ...openObjects(bodyOf(route), `${nameOf(route)} body`),
      ...openObjects(route.schema?.querystring as Schema | undefined, `${nameOf(route)} query`),
      ...openObjects(route.schema?.params as Schema | undefined, `${nameOf(route)} path`),
    ]);
    expect(open).toEqual([]);
    expect(withBody().length).toBeGreaterThan(20);
  });

  it('is refused with any column of the service’s tables, and changes none', async () => {
    const before = await wholeState();
    const faults: string[] = [];
    let refused = 0;
    for (const route of withBody()) {
      const columns = await columnsOf(services, route.service);
      const names = [...new Set([...columns, ...columns.map(camel), ...USUAL])];
      for (const { at, schema, wrap } of places(bodyOf(route) ?? {})) {
        const foreign = names.filter((name) => !schema.properties?.[name]);
        for (const some of chunks(foreign)) {
          const { status, body } = await send(
            route,
            JSON.stringify(wrap(Object.fromEntries(some.map((name) => [name, 'x'])))),
          );
          if (status !== 400) faults.push(`${nameOf(route)} took ${some} at ${at}: ${status}`);
          const told = new Set(body?.errors?.filter(({ path }) => path === at).map(({ message }) => message));
          const silent = some.filter((name) => !told.has(`must not have the property "${name}"`));
          if (silent.length > 0) faults.push(`${nameOf(route)} says nothing of ${silent} at ${at}`);
          refused++;
        }
      }
    }
    expect(faults).toEqual([]);
    expect(refused).toBeGreaterThan(100);
    expect(
      changedTables(before, await wholeState()).filter((table) => !table.endsWith('.idempotency_keys')),
    ).toEqual([]);
  }, 120_000);

  it.each([
    ['a prototype', '{"__proto__":{"isAdmin":true}}', 'http.body-malformed'],
    ['a prototype, written in escapes', '{"\\u005f_proto__":{"isAdmin":true}}', 'http.body-malformed'],
    ['a prototype within', '{"address":{"__proto__":{"isAdmin":true}}}', 'http.body-malformed'],
    ['a constructor’s prototype', '{"constructor":{"prototype":{"isAdmin":true}}}', 'http.body-malformed'],
    ['a constructor', '{"constructor":"x"}', 'http.validation'],
    ['toString', '{"toString":"x"}', 'http.validation'],
    ['a list', '[]', 'http.validation'],
    ['text', '"x"', 'http.validation'],
    ['more levels than anybody needs', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'http.body-too-complex'],
    ['a list without end', `[${'1,'.repeat(20_000)}1]`, 'http.body-too-complex'],
  ])('is refused with %s', async (_what, body, code) => {
    const faults: string[] = [];
    for (const route of withBody()) {
      const answer = await send(route, body);
      if (answer.status !== 400 || answer.body?.code !== code) {
        faults.push(`${nameOf(route)}: ${answer.status} ${answer.body?.code}`);
      }
    }
    expect(faults).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

/** Their answers are no JSON of ours: a picture, a file, a stream, a standard's document. */
const UNTYPED: readonly string[] = [
  'GET /v1/media/art/:file',
  'GET /v1/admin/imports/:id/report.csv',
  'GET /v1/orders/:id/events',
  'GET /.well-known/jwks.json',
];

describe('every answer', () => {
  const successOf = (route: RouteEntry) => {
    const answers = (route.schema?.response ?? {}) as Readonly<Record<string, Schema>>;
    return Object.entries(answers).filter(([status]) => status.startsWith('2'));
  };

  it('is declared, so that a field that nobody declared is never sent', () => {
    const bare = routes.filter((route) => successOf(route).length === 0 && !UNTYPED.includes(nameOf(route)));
    expect(bare.map(nameOf)).toEqual([]);
  });

  it('to a question carries no field beyond what is declared', async () => {
    const faults: string[] = [];
    let compared = 0;
    for (const route of routes) {
      if (route.method !== 'GET' || UNTYPED.includes(nameOf(route))) continue;
      const path = route.url === '/v1/products/:idOrSlug' ? `/v1/products/${two.a.productId}` : pathOf(route);
      const { token } = tokenFor(route);
      for (const who of [token, two.a.buyerToken, two.a.token]) {
        const answer = await services.call<unknown>(route.service, { path, ...(who ? { token: who } : {}) });
        const schema = (route.schema?.response as Readonly<Record<string, Schema>> | undefined)?.[
          answer.status
        ];
        if (answer.status >= 300 || !schema) continue;
        compared++;
        faults.push(...undeclared(answer.body, schema).map((each) => `${nameOf(route)}${each}`));
      }
    }
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(15);
  });

  it('is compared so that an undeclared field would be seen', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        items: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
      },
    };
    expect(undeclared({ items: [{ id: 'a' }] }, schema)).toEqual([]);
    expect(undeclared({ items: [{ id: 'a', hash: 'b' }], total: 1 }, schema)).toEqual([
      '.items[0].hash',
      '.total',
    ]);
    expect(
      undeclared({ a: { b: 1 } }, { anyOf: [{ type: 'null' }, { type: 'object', properties: {} }] }),
    ).toEqual(['.a']);
    expect(
      openObjects(
        { type: 'object', properties: { a: { type: 'object' } }, additionalProperties: false },
        'x',
      ),
    ).toEqual(['x.a']);
  });
});
