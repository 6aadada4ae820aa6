import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = new URL('../..', import.meta.url).pathname;
/** As `npm start` has it. */
const runtime = JSON.parse(readFileSync(join(ROOT, 'scripts/runtime.json'), 'utf8')) as {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/** A whole Haat in processes of its own, as `npm start` runs it. */
export interface StandaloneProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Milliseconds from the start to the first answer. */
  readonly startMs: number;
  output(): string;
  /** SIGKILL to every process at once, the database server included. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the drain. @returns the exit code */
  stop(): Promise<number | null>;
}

export function newDataDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'haat-test-'));
  // Where the tests run as root, the database server runs as somebody else.
  chmodSync(path, 0o755);
  return path;
}
export const removeDataDir = (dataDir: string): void => rmSync(dataDir, { recursive: true, force: true });

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Starts it and waits until everything is ready and seeded. */
export async function startStandaloneProcess(options: {
  dataDir: string;
  port: number;
  environment?: Readonly<Record<string, string>>;
}): Promise<StandaloneProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, [...runtime.flags, 'apps/standalone/src/main.ts'], {
    cwd: ROOT,
    env: {
      ...runtime.environment,
      ...process.env,
      LOG_LEVEL: 'error',
      ...options.environment,
      PORT: String(options.port),
      HAAT_DATA_DIR: options.dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const url = `http://127.0.0.1:${options.port}`;
  await until('Haat to start', () => {
    if (child.exitCode !== null) throw new Error(`Haat ended at its start:\n${output}`);
    return output.includes('Haat is open') || undefined;
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('Haat has no process id');
  return {
    url,
    dataDir: options.dataDir,
    pid,
    startMs: performance.now() - started,
    output: () => output,
    async kill() {
      const exited = once(child, 'exit');
      // Children first would let the host see them go; all are gone within a millisecond.
      for (const each of [pid, ...descendants(pid)]) killProcess(each);
      await exited;
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return child.exitCode;
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}

/** Every process below one, from /proc. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const below = (of: number): number[] =>
    (parents.get(of) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Probes until the answer is there. @throws after two minutes, naming `what` */
export async function until<Result>(
  what: string,
  probe: () => Result | undefined | Promise<Result | undefined>,
): Promise<Result> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`Waited for ${what} in vain`);
    await pause(25);
  }
}
