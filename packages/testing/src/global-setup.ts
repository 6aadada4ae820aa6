import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@haat/embedded-mongo/embedded-mongo.ts';
import { startLocalPostgres } from '@haat/local-postgres/local-postgres.ts';
import { startFauxqs } from 'fauxqs';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';
import './test-stores.ts';
import { until } from './until.ts';

/** What a test run leaves behind is removed: there is nothing to keep safe from a power cut. */
const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/** Starts the servers once for all files of the integration project. */
export default async function startStores(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'haat-tests-'));
  // A server that may not run as root must still reach its data.
  chmodSync(folder, 0o755);
  const [postgres, mongo, broker, redis] = await Promise.all([
    startLocalPostgres({
      dataDir: join(folder, 'postgres'),
      password: 'tests',
      logFile: join(folder, 'postgres.log'),
      settings: NOT_DURABLE,
    }),
    startEmbeddedMongo({ dataDir: join(folder, 'mongo') }),
    startFauxqs({ port: 0, host: '127.0.0.1', logger: false }),
    startRedis(folder),
  ]);
  if (!redis) console.log('There is no redis-server on the PATH: the Redis adapters are not tested.');
  project.provide('stores', {
    postgresUrl: postgres.url('postgres'),
    mongodbUrl: mongo.url,
    brokerUrl: `http://127.0.0.1:${broker.port}`,
    redisUrl: redis?.url ?? null,
    postgresLog: join(folder, 'postgres.log'),
  });
  return async () => {
    await Promise.all([postgres.close(), mongo.close(), broker.stop(), redis?.close()]);
    rmSync(postgres.dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
}

/** @returns undefined where there is none on the PATH */
async function startRedis(folder: string): Promise<{ url: string; close(): Promise<void> } | undefined> {
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const server = spawn('redis-server', [...settings, '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  // Vitest may end without a teardown, e.g. when another server does not start.
  process.once('exit', () => server.kill());
  const started = await Promise.race([once(server, 'spawn'), once(server, 'error')]).then(
    () => server.pid !== undefined,
    () => false,
  );
  if (!started) return undefined;
  const url = `redis://127.0.0.1:${port}`;
  await answers(url);
  return { url, close: () => end(server) };
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await until('redis-server', async () => (await client.ping()) === 'PONG');
  client.disconnect();
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.kill();
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
