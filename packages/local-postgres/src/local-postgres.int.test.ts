import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type LocalPostgres, startLocalPostgres } from './local-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'haat-postgres-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (name: string, options: { readonly nice?: number } = {}) =>
  startLocalPostgres({
    ...options,
    dataDir: join(folder, name),
    password: 'for this test',
    logFile: join(folder, `${name}.log`),
  });

async function ask(server: LocalPostgres, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const noted = (server: LocalPostgres) => {
  const [pid] = readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
};

/** Dead, and kept in the table of processes by a parent that does not collect it. */
async function zombie(): Promise<{ readonly pid: number; readonly parent: ChildProcess }> {
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { pid: Number(line.toString()), parent };
}

describe('a server that was killed', () => {
  it('starts again with what was committed', async () => {
    const server = await start('killed');
    await ask(server, 'create table kept as select 7 as number');
    process.kill(noted(server), 'SIGKILL');

    const again = await start('killed');
    expect(await ask(again, 'select number from kept')).toEqual([{ number: 7 }]);
    await again.close();
  });

  it.runIf(process.platform === 'linux')(
    'starts again where its process id is one of the dead or of somebody else',
    async () => {
      const { pid, parent } = await zombie();
      for (const taken of [pid, parent.pid]) {
        const server = await start('taken');
        const note = readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8');
        await server.close();
        writeFileSync(join(server.dataDir, 'postmaster.pid'), note.replace(/^\d+/, String(taken)));

        const again = await start('taken');
        expect(await ask(again, 'select 1 as one')).toEqual([{ one: 1 }]);
        await again.close();
      }
      parent.kill();
    },
  );
});

describe('a server that still runs', () => {
  it('is asked to stop before another one starts in its directory', async () => {
    const first = await start('running');
    const before = noted(first);
    const second = await start('running');
    expect(noted(second)).not.toBe(before);
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(ask(first, 'select 1 as one')).rejects.toThrow();
    await second.close();
  });
});

describe.runIf(process.platform === 'linux')('a server that is nice', () => {
  const nicenessOf = (pid: string | number) => {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    return Number(fields.split(' ')[16]);
  };
  /** Of its session, where the kernel weighs those; its own otherwise. */
  const weightOf = (pid: string) => {
    try {
      return Number(/nice (-?\d+)/.exec(readFileSync(`/proc/${pid}/autogroup`, 'utf8'))?.[1]);
    } catch {
      return nicenessOf(pid);
    }
  };

  it('steps back with every process, those of later connections included', async () => {
    const server = await start('nice', { nice: 10 });
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    expect(nicenessOf(rows[0].pid)).toBe(10);
    await vi.waitUntil(() => weightOf(rows[0].pid) === 10, { timeout: 30_000 });
    await client.end();
    await server.close();
  });
});
