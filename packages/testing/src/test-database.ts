import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testStores } from './test-stores.ts';

/** @returns the URL of a fresh, empty database; it goes away with the server */
export async function createTestDatabase(name = 'test'): Promise<string> {
  const { postgresUrl } = testStores();
  const database = `${name}_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return url.href;
}
