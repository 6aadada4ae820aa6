import type { AccessTable } from '@haat/platform/http/access.ts';
import { describe, expect, it } from 'vitest';
import { EVENT_INTERFACES } from '../../scripts/generate-event-catalogue.ts';
import { isVague, isWellNamed, misattributed, readsEnvironment, unpublished } from './layout.ts';
import { exists, find, read, SERVICES } from './tree.ts';

const PRODUCT = find('{apps/gateway,packages,services}/**/src/**/*.ts', 'services/*/src/**/*.ts').filter(
  (file) => !file.includes('.test.') && !file.startsWith('packages/testing/'),
);
/** What runs by itself and hands its environment on to a schema, or is a development tool with a command line. */
const ENTRIES = /\/main\.ts$/;

describe.each(SERVICES)('the %s service', (service) => {
  const readme = exists(`services/${service}/README.md`) ? read(`services/${service}/README.md`) : '';

  it.each(['README.md', 'src/access.ts', 'src/events.ts', 'src/config.ts', 'src/app.ts', 'src/main.ts'])(
    'has %s',
    (file) => expect(exists(`services/${service}/${file}`)).toBe(true),
  );

  it('has a main that only starts it', () => {
    const lines = read(`services/${service}/src/main.ts`).split('\n');
    expect(lines.length).toBeLessThan(40);
  });

  it('names every route in its README, and no other', async () => {
    const { access } = (await import(`../../services/${service}/src/access.ts`)) as { access: AccessTable };
    const named = [...readme.matchAll(/^\| `([A-Z]+ \/[^`]+)` \|/gm)].map(([, route]) => route);
    expect(named).toEqual(Object.keys(access));
  });

  it('names every event in its README, in and out', () => {
    const events = EVENT_INTERFACES.find((each) => each.service === service);
    const section = /## Events\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
    const [published = '', consumed = ''] = section.split('Consumed:');
    const typesIn = (text: string) => [...text.matchAll(/^- \[`([^`]+)`\]/gm)].map(([, type]) => type);
    expect(typesIn(published)).toEqual(events?.publishes.map(({ type }) => type));
    expect(typesIn(consumed)).toEqual(events?.consumes.map(({ type }) => type));
  });

  it('names every variable of its own in its README', () => {
    const own = [...read(`services/${service}/src/config.ts`).matchAll(/^ {2}([A-Z_]+):/gm)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(own.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('events', () => {
  it('are known of every service', () => {
    expect(EVENT_INTERFACES.map(({ service }) => service).sort()).toEqual(SERVICES);
  });

  it('that somebody consumes are published by somebody', () => {
    expect(unpublished(EVENT_INTERFACES)).toEqual([]);
  });

  it('are named after the service that publishes them', () => {
    expect(misattributed(EVENT_INTERFACES)).toEqual([]);
  });
});

describe('product code', () => {
  it('reads the environment in config.ts and hands it on in main.ts, nowhere else', () => {
    const readers = PRODUCT.filter((file) => readsEnvironment(read(file)));
    expect(readers.filter((file) => !file.endsWith('/config.ts') && !ENTRIES.test(file))).toEqual(
      // The server's own process gets nothing but the PATH.
      ['packages/local-postgres/src/local-postgres.ts'],
    );
  });

  it('is named after what it does', () => {
    const files = find('{apps,packages,services,tests,scripts}/**/*.{ts,tsx,mjs}');
    expect(files.filter(isVague)).toEqual([]);
    expect(files.filter((file) => /\.tsx?$/.test(file) && !isWellNamed(file))).toEqual(
      ['tests/e2e/playwright.config.ts', 'apps/web/vite.config.ts'].sort(),
    );
  });
});

describe('a planted fault', () => {
  it.each([
    'services/order/src/utils.ts',
    'services/order/src/common/price.ts',
    'packages/x/src/cart-helper.ts',
  ])('is found in the name %s', (path) => expect(isVague(path)).toBe(true));

  it.each([
    'services/order/src/PlaceOrder.ts',
    'services/order/src/place_order.ts',
    'services/order/src/order.service.ts',
  ])('is found in the way %s is written', (path) => expect(isWellNamed(path)).toBe(false));

  it.each([
    'const url = process.env.DATABASE_URL;',
    "const url = process['env'].DATABASE_URL;",
    'const { env } = process;',
    "import { env } from 'node:process';",
  ])('is found in %s', (source) => expect(readsEnvironment(source)).toBe(true));

  it('is not seen where a comment speaks of the environment', () => {
    expect(readsEnvironment('// process.env is read in config.ts\nconst a = 1;')).toBe(false);
  });

  it('is found in an event that nobody publishes, or the wrong one', () => {
    const [first] = EVENT_INTERFACES.flatMap(({ publishes }) => publishes);
    if (!first) throw new Error('nobody publishes anything');
    const lonely = { service: 'lonely', publishes: [], consumes: [first] };
    const thief = { service: 'thief', publishes: [first], consumes: [] };
    expect(unpublished([lonely])).toEqual([`lonely: ${first.type}`]);
    expect(misattributed([thief])).toEqual([`thief: ${first.type}`]);
  });
});
