// Plain JavaScript on purpose: it runs before anything is installed, on whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = join(ROOT, 'node_modules');
const OLDEST_NODE = 20;

/** Ends the process with one line for people. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    fail(
      `Haat needs Node ${OLDEST_NODE} or later to start; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
}

/** The Node that Haat is pinned to, installed as a package. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(MODULES, 'node', 'bin', name);
}

/** Installs what the lockfile names, when it changed since the last time. */
export function ensureInstalled() {
  const lockfile = join(ROOT, 'package-lock.json');
  const stamp = join(MODULES, '.haat-lockfile');
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const installed = join(MODULES, '.package-lock.json');
  const byHand = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;
  if (!byHand) {
    console.log('  Installing packages (a minute or two, once) …');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (result.error?.code === 'ENOENT')
      fail('npm was not found. It comes with Node: see https://nodejs.org.');
    if (result.status !== 0) fail('npm could not install the packages; its message is above.');
  }
  if (!existsSync(pinnedNode())) {
    fail('The pinned Node is missing: npm was told not to run install scripts. Run "npm rebuild node".');
  }
  try {
    writeFileSync(stamp, hash);
  } catch {
    // A read-only checkout is installed each time it must be, that is all.
  }
}

/** Builds the web app when it changed. @returns a promise of whether it is there now */
export function ensureWebBuilt({ quiet = false } = {}) {
  const web = join(ROOT, 'apps', 'web');
  const dist = join(web, 'dist');
  const stamp = join(dist, '.source');
  const hash = hashOf([
    join(web, 'src'),
    join(web, 'public'),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    join(ROOT, 'packages', 'contracts', 'src'),
    join(ROOT, 'package-lock.json'),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return Promise.resolve(true);
  if (!quiet) console.log('  Building the web app …');
  // Built beside and swapped in, so that what is being served stays whole.
  const fresh = join(web, 'dist.new');
  const vite = join(MODULES, 'vite', 'bin', 'vite.js');
  const child = spawn(
    pinnedNode(),
    [vite, 'build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: web,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      if (code !== 0) {
        console.error('  The web app could not be built; the API runs without it.');
        return resolve(false);
      }
      writeFileSync(join(fresh, '.source'), hash);
      rmSync(dist, { recursive: true, force: true });
      renameSync(fresh, dist);
      resolve(true);
    });
  });
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
      return;
    }
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Runs a command with the pinned Node and this terminal; ends as it ends. */
export function runPinned(args, options = {}) {
  const child = spawn(pinnedNode(), args, { cwd: ROOT, stdio: 'inherit', ...options });
  // Ctrl-C reaches both; the child finishes first and we go with it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  whenLeftAlone(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  return child;
}

/** npm runs us in a shell, which ends at a signal and passes none on. Only our new parent tells that it is gone. */
function whenLeftAlone(act) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
}
