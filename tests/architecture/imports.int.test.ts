import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './tree.ts';

const FOLDERS = ['apps', 'packages', 'services', 'tests', 'scripts'];
const CONFIG = ['.dependency-cruiser.cjs', 'tests/architecture/web-alias.cjs'];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function violations(root: string): Violation[] {
  const command = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [command, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

it('nobody imports what is not theirs', { timeout: 120_000 }, () => {
  expect(violations(ROOT).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

describe('a planted import', () => {
  const root = mkdtempSync(join(tmpdir(), 'haat-imports-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const plant = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  /** From which file to which, under the name of the rule that must see it. */
  const PLANTS: Readonly<Record<string, readonly [from: string, to: string]>> = {
    'services-stand-alone': ['services/order/src/a.ts', 'services/cart/src/b.ts'],
    'services-know-no-host': ['services/order/src/c.ts', 'apps/standalone/src/host.ts'],
    'services-use-contracts-and-platform': ['services/order/src/d.ts', 'packages/stripe-sandbox/src/e.ts'],
    'gateway-uses-contracts-and-platform': ['apps/gateway/src/f.ts', 'services/cart/src/b.ts'],
    'web-uses-contracts': ['apps/web/src/app/g.ts', 'packages/platform/src/h.ts'],
    'contracts-stand-alone': ['packages/contracts/src/i.ts', 'packages/platform/src/h.ts'],
    'platform-uses-contracts': ['packages/platform/src/j.ts', 'packages/stripe-sandbox/src/e.ts'],
    'development-servers-stand-alone': ['packages/local-mailbox/src/k.ts', 'packages/platform/src/h.ts'],
    'domain-imports-nothing-outward': ['services/order/src/domain/l.ts', 'services/order/src/db/m.ts'],
    'domain-is-pure': ['services/order/src/domain/n.ts', 'node_modules/kysely/index.js'],
    'connections-opened-in-one-place': ['services/order/src/place-order/o.ts', 'node_modules/pg/index.js'],
    'sql-where-data-is-read-or-written': ['services/order/src/p.route.ts', 'node_modules/kysely/index.js'],
    'features-stand-alone': ['apps/web/src/features/cart/q.ts', 'apps/web/src/features/orders/r.ts'],
    'features-do-not-know-the-app': ['apps/web/src/features/cart/s.ts', 'apps/web/src/app/t.ts'],
    'shared-knows-no-feature': ['apps/web/src/shared/u.ts', 'apps/web/src/features/orders/r.ts'],
    'product-code-imports-no-tests': ['services/order/src/v.ts', 'packages/testing/src/w.ts'],
    'no-cycles': ['scripts/x.ts', 'scripts/y.ts'],
    'no-dangling-imports': ['scripts/z.ts', 'scripts/nowhere.ts'],
  };
  const ALLOWED: readonly (readonly [from: string, to: string])[] = [
    ['services/order/src/db/aa.ts', 'node_modules/kysely/index.js'],
    ['services/order/src/list/bb.query.ts', 'node_modules/kysely/index.js'],
    ['services/order/src/cc.ts', 'packages/platform/src/h.ts'],
    ['services/order/src/dd.int.test.ts', 'packages/testing/src/w.ts'],
    ['services/order/src/domain/ee.ts', 'packages/platform/src/errors/ff.ts'],
    ['apps/web/src/app/gg.ts', 'apps/web/src/features/orders/r.ts'],
    ['apps/standalone/src/hh.ts', 'services/cart/src/b.ts'],
  ];

  const importOf = (from: string, to: string): string =>
    to.startsWith('node_modules/')
      ? `import '${to.split('/')[1]}';\n`
      : `import '${'../'.repeat(from.split('/').length - 1)}${to}';\n`;

  for (const file of CONFIG) cpSync(join(ROOT, file), join(root, file), { recursive: true });
  for (const [, to] of [...Object.values(PLANTS), ...ALLOWED]) {
    if (!to.includes('nowhere')) plant(to, 'export {};\n');
  }
  for (const name of ['pg', 'kysely']) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  }
  for (const [from, to] of [...Object.values(PLANTS), ...ALLOWED]) plant(from, importOf(from, to));
  plant('scripts/y.ts', importOf('scripts/y.ts', 'scripts/x.ts'));
  // The alias of the web app must lead to the same rule.
  plant('apps/web/src/features/cart/aliased.ts', "import '@/features/orders/r.ts';\n");

  const found = violations(root);

  it.each(Object.entries(PLANTS))('is seen by the rule %s', (rule, [from]) => {
    expect(found.filter((each) => each.from === from).map((each) => each.rule.name)).toContain(rule);
  });

  it('is seen behind the alias of the web app', () => {
    expect(found).toContainEqual(
      expect.objectContaining({
        from: 'apps/web/src/features/cart/aliased.ts',
        rule: expect.objectContaining({ name: 'features-stand-alone' }),
      }),
    );
  });

  it.each(ALLOWED)('is let through from %s to %s', (from) => {
    expect(found.filter((each) => each.from === from)).toEqual([]);
  });

  it('is there for every rule', () => {
    const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    const rules = config.forbidden.map(({ name }) => name);
    expect(Object.keys(PLANTS).sort()).toEqual(rules.sort());
  });
});
