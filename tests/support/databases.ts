import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Runs one query on a service's database of a running Haat, past the service: for checkers only. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
  dataDir: string,
  service: string,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir, service) });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

export function databaseUrl(dataDir: string, service: string): string {
  const { postgresPassword } = secretsOf(dataDir);
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://haat:${encodeURIComponent(postgresPassword)}@127.0.0.1:${port}/haat_${service}`;
}

export const secretsOf = (dataDir: string): { postgresPassword: string; stripeSecretKey: string } =>
  JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
