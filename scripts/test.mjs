// npm test: installs what it needs and runs everything; the last line counts.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled, ensureWebBuilt, pinnedNode, ROOT } from './bootstrap.mjs';

checkNode();
ensureInstalled();
const results = join(ROOT, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let passed = 0;
let failed = 0;
const started = Date.now();

installFromSystem();
const browser = findOrInstallBrowser();
if (!(await ensureWebBuilt())) failed++;

const bin = (name, ...path) => join(ROOT, 'node_modules', name, ...path);
await check('format and lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', '.']);
await check('types', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json']);
await check('types of the web app', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'apps/web']);
await check('dependency rules', [
  bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
  '--config',
  '.dependency-cruiser.cjs',
  'apps',
  'packages',
  'services',
  'tests',
  'scripts',
]);
await check('unused files, exports and packages', [bin('knip', 'bin', 'knip.js')]);
await vitest('unit');
await vitest('integration');
await browserTests(browser);

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.log(`\n${minutes} minutes`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function heading(name) {
  console.log(`\n── ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/** @returns the exit code */
function run(args, environment = {}) {
  const child = spawn(pinnedNode(), args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CI: '1', ...environment },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function check(name, args) {
  heading(name);
  if ((await run(args)) === 0) passed++;
  else failed++;
}

async function vitest(project) {
  heading(`${project} tests`);
  const file = join(results, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run([bin('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters]);
  count(code, file, (report) => [report.numPassedTests, report.numFailedTests]);
}

async function browserTests(found) {
  heading('browser tests');
  if (!found) {
    console.log('No Chromium could be found or installed. Set CHROMIUM_PATH to one.');
    failed++;
    return;
  }
  const file = join(results, 'e2e.json');
  const code = await run(
    [bin('@playwright/test', 'cli.js'), 'test', '-c', 'tests/e2e/playwright.config.ts'],
    {
      E2E_REPORT: file,
      ...(typeof found === 'string' ? { CHROMIUM_PATH: found } : {}),
    },
  );
  count(code, file, (report) => [report.stats.expected, report.stats.unexpected + report.stats.flaky]);
}

/** A run that ends badly has at least one failure, whatever its report says, or does not say. */
function count(code, file, read) {
  const [good, bad] = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [0, 0];
  passed += good;
  failed += code === 0 ? bad : Math.max(1, bad);
}

/** Chromium and a Redis server from Debian's packages, where this is Debian and we may. */
function installFromSystem() {
  const wanted = [
    ...(systemBrowser() ? [] : ['chromium']),
    ...(onPath('redis-server') ? [] : ['redis-server']),
  ];
  if (wanted.length === 0 || !onPath('apt-get') || process.getuid?.() !== 0) {
    if (wanted.includes('redis-server'))
      console.log('  No redis-server here: the Redis half of the contract tests is left out.');
    return;
  }
  console.log(`  Installing ${wanted.join(' and ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  apt('update', '-qq');
  for (const name of wanted) {
    // One that cannot be had must not take the other with it.
    if (apt('install', '-y', '-qq', '--no-install-recommends', name).status !== 0)
      console.log(`  ${name} could not be installed.`);
  }
}

function systemBrowser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return [process.env.CHROMIUM_PATH, ...known].find((path) => path && existsSync(path));
}

/** @returns its path, true for Playwright's own, or undefined */
function findOrInstallBrowser() {
  const found = systemBrowser();
  if (found) return found;
  console.log("  Installing Playwright's Chromium …");
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const result = spawnSync(pinnedNode(), [cli, 'install', 'chromium'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return result.status === 0 ? true : undefined;
}

function onPath(command) {
  const names = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return names.some((folder) => existsSync(join(folder, command)));
}
