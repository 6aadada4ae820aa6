import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import pg from 'pg';
import { descendants } from '../support/standalone-process.ts';
import { type Figures, measureRequests } from './measure.ts';

/** Megabytes of a process and all below it: resident (shared pages counted in each) and proportional. */
export function memoryOf(pid: number): { rss: number; pss: number; processes: number } {
  const pids = [pid, ...descendants(pid)];
  const sum = (file: string, field: string) =>
    pids.reduce((total, each) => {
      try {
        const text = readFileSync(`/proc/${each}/${file}`, 'utf8');
        return total + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
      } catch {
        return total;
      }
    }, 0);
  return {
    rss: Math.round(sum('status', 'VmRSS')),
    pss: Math.round(sum('smaps_rollup', 'Pss')),
    processes: pids.length,
  };
}

/**
 * Gives the services' thread the first core and everything else the second (stores, stand-ins, collector threads, the load
 * generator), as an operator may with `taskset`. Left to itself, a kernel that packs threads lets that thread wait for the
 * core that it shares while the other idles.
 * @param pid of the standalone process
 * @returns what undoes it; undefined where the machine has not two cores or no `taskset`
 */
export function placeOnCores(pid: number): (() => void) | undefined {
  if (availableParallelism() !== 2) return undefined;
  const place = (cores: string, threads: '-acp' | '-cp', of: number) =>
    execFileSync('taskset', [threads, cores, String(of)], { stdio: 'ignore' });
  const placeAll = (cores: string) => {
    for (const each of [pid, process.pid, ...descendants(pid)]) {
      // A backend of PostgreSQL may have ended in between.
      try {
        place(cores, '-acp', each);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
      }
    }
  };
  try {
    placeAll('1');
    place('0', '-cp', pid);
  } catch {
    return undefined;
  }
  return () => placeAll('0,1');
}

/** What the machine itself can do: bare node:http with 6 KB of JSON, and the same with one PostgreSQL select. */
export async function calibrate(databaseUrl: string): Promise<{ http: Figures; select: Figures }> {
  const filler = (letter: string) => letter.repeat(60);
  const body = JSON.stringify({
    items: Array.from({ length: 24 }, (_, id) => ({
      id,
      name: filler('x'),
      slug: filler('y'),
      price: { min: 1, max: 2 },
      thumb: filler('z'),
    })),
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  const server = createServer((request, response) => {
    if (request.url === '/pg') {
      pool.query('select $1::int as id, now() as at', [1]).then(
        ({ rows }) => response.end(JSON.stringify(rows)),
        () => response.destroy(),
      );
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const http = await measureRequests(url, [{ method: 'GET', path: '/' }], 10, 5);
  const select = await measureRequests(url, [{ method: 'GET', path: '/pg' }], 10, 5);
  server.close();
  await pool.end();
  return { http, select };
}
