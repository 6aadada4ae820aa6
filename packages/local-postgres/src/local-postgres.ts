import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { type Placement, place } from './root-user.ts';
import { stepBack } from './step-back.ts';

const USER = 'haat';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Small enough for a laptop, durable as in production: only memory and logging differ. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '32MB',
  update_process_title: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  // Costs next to nothing and answers the first question that anybody has of a slow page.
  shared_preload_libraries: 'pg_stat_statements',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
};

export interface LocalPostgres {
  readonly port: number;
  readonly dataDir: string;
  /** Connection URL of a database of this server. */
  url(database: string): string;
  /** Creates the databases that do not exist. */
  ensureDatabases(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface LocalPostgresOptions {
  readonly dataDir: string;
  readonly password: string;
  /** File for the server's own messages. */
  readonly logFile: string;
  /** Overrides and additions to the settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Niceness of the server, 0 to 19: who is nicer steps back where both want a core; 0 when not given. */
  readonly nice?: number;
}

/**
 * Initialises the data directory where it is new, and starts the server on a free port.
 * @throws Error with one line that says what to do
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const placement = await place(resolve(options.dataDir), findBinaries());
  const { dataDir } = placement;
  if (!existsSync(join(dataDir, 'global', 'pg_control'))) await initialise(placement, options.password);
  await stopOrphan(dataDir);
  const port = await freePort();
  const sockets = await socketFolder(placement);
  const server = launch(placement, port, sockets, options);
  const url = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}${
      // A socket of the file system costs half of what a TCP connection to oneself does.
      sockets ? `?host=${encodeURIComponent(sockets)}` : ''
    }`;
  await waitUntilReady(server, url('postgres'), options.logFile);
  const stopSteppingBack = options.nice ? stepBack(await notedServer(dataDir), options.nice) : undefined;
  return {
    port,
    dataDir,
    url,
    ensureDatabases: (names) => ensureDatabases(url('postgres'), names),
    async close() {
      stopSteppingBack?.();
      if (server.exitCode !== null) return;
      const exited = once(server, 'exit');
      // The end of its input tells the guard to stop the server.
      server.stdin?.end();
      if (process.platform === 'win32') server.kill();
      await exited;
    },
  };
}

async function initialise({ dataDir, binaries, identity }: Placement, password: string): Promise<void> {
  // What a cut-off first start left behind is no database yet.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `haat-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity) {
    await chown(dataDir, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  try {
    const child = spawn(
      binaries.initdb,
      [
        `--pgdata=${dataDir}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      { ...identity, stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() },
    );
    let messages = '';
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0)
      throw new Error(`PostgreSQL could not be initialised in ${dataDir}: ${lastLine(messages)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * A server whose host was killed stops by its guard; one that is still about gets the time to, and then is told to.
 * Only one host at a time uses a data directory, so it is nobody else's.
 */
async function stopOrphan(dataDir: string): Promise<void> {
  const note = join(dataDir, 'postmaster.pid');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  let asked = false;
  for (;;) {
    const noted = await notedServer(dataDir);
    if (!noted) return;
    const { postmaster, running } = await serversOf(dataDir, noted);
    if (!running) break;
    if (Date.now() > deadline)
      throw new Error(`Another PostgreSQL (process ${noted}) uses ${dataDir}. Stop it first.`);
    if (postmaster && !asked && Date.now() > deadline - STOP_TIMEOUT_MS / 2) {
      process.kill(noted, 'SIGINT');
      asked = true;
    }
    await pause(50);
  }
  // Nobody works in the directory, but the noted id may be taken all the same: by a dead server that nobody has
  // collected yet, or by another program. PostgreSQL would take either for a running server and refuse to start.
  await rm(note, { force: true });
}

/** @returns the process id that a server left in its directory; 0 where there is none */
async function notedServer(dataDir: string): Promise<number> {
  const note = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(note.split('\n')[0]);
}

/** Whether the noted server, or what is left of it, still works in the directory. */
async function serversOf(
  dataDir: string,
  noted: number,
): Promise<{ readonly postmaster: boolean; readonly running: boolean }> {
  if (process.platform !== 'linux') {
    const alive = isAlive(noted);
    return { postmaster: alive, running: alive };
  }
  // The workers of a killed server live on for a moment; a dead process that nobody has collected has no folder.
  const place = await realpath(dataDir);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const servers = await Promise.all(
    pids.map(async (pid) => {
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (name.trim() !== 'postgres') return undefined;
      return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === place ? Number(pid) : undefined;
    }),
  );
  return { postmaster: servers.includes(noted), running: servers.some((pid) => pid !== undefined) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @returns undefined where there are no such sockets, or the path to them would be longer than the system takes */
async function socketFolder({ dataDir, identity }: Placement): Promise<string | undefined> {
  if (process.platform === 'win32' || Buffer.byteLength(dataDir) > 80) return undefined;
  const folder = join(dataDir, 'sockets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (identity) await chown(folder, identity.uid, identity.gid);
  return folder;
}

/** Stops the server when this process ends in whatever way: the pipe to it closes even at a kill. */
const GUARD = `exec 3<&0
nice -n "$NICE" "$@" <&- & server=$!
( read -r _; kill -INT $server ) <&3 & reader=$!
wait $server; code=$?
kill $reader 2>/dev/null
exit $code`;

function launch(
  { dataDir, binaries, identity }: Placement,
  port: number,
  sockets: string | undefined,
  options: LocalPostgresOptions,
): ChildProcess {
  const settings = Object.entries({
    ...SETTINGS,
    ...options.settings,
    unix_socket_directories: sockets ?? '',
    port: String(port),
  });
  const command = [
    binaries.postgres,
    '-D',
    dataDir,
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // A group of its own: Ctrl-C is for the host, which drains before it stops the server.
  const common = {
    ...identity,
    cwd: dataDir,
    detached: true,
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', NICE: String(options.nice ?? 0) },
  } as const;
  const [program = '', ...rest] = command;
  const child =
    process.platform === 'win32'
      ? spawn(program, rest, { ...common, stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', GUARD, 'sh', ...command], {
          ...common,
          stdio: ['pipe', 'ignore', 'pipe'],
        });
  child.stderr?.pipe(createWriteStream(options.logFile, { flags: 'a', mode: 0o600 }));
  return child;
}

async function waitUntilReady(server: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let ended = false;
  server.once('exit', () => {
    ended = true;
  });
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      if (ended || Date.now() > deadline) {
        throw new Error(
          `PostgreSQL did not start: ${lastLine(await readFile(logFile, 'utf8').catch(() => ''))}`,
        );
      }
      await pause(25);
    }
  }
}

async function ensureDatabases(adminUrl: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    const present = new Set(rows.map((row) => row.datname));
    for (const name of names.filter((wanted) => !present.has(wanted))) {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
