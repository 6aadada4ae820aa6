import { createHash } from 'node:crypto';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { sql } from 'kysely';
import type { TestServices } from './test-services.ts';

/** Written by the machinery itself, whoever asks: not what a caller may have changed. */
const MOVING = new Set(['outbox.published_at', 'outbox.claimed_until']);

/** A hash of every table of a service, outbox included: equal before and after, nothing was written and nothing told. */
export async function stateOf(services: TestServices, name: ServiceName): Promise<Record<string, string>> {
  if (name === 'catalog') return catalogState(services);
  const query = services.database<Record<string, Record<string, unknown>>>(name);
  const { rows: columns } = await sql<{ table: string; names: string[] }>`
    select c.table_name as table, array_agg(c.column_name::text order by c.column_name) as names
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    group by 1 order by 1`.execute(query);
  const state: Record<string, string> = {};
  for (const { table, names } of columns) {
    const kept = names.filter((column) => !MOVING.has(`${table}.${column}`));
    const row = sql.join(kept.map((column) => sql.ref(column)));
    const { rows } = await sql<{ hash: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(line, ',' order by line)), '') as hash
      from (select row(${row})::text as line from ${sql.table(table)}) as lines`.execute(query);
    state[`${name}.${table}`] = rows[0]?.hash ?? '';
  }
  return state;
}

/** Answers stored under an Idempotency-Key are no change: a refusal is kept as well. */
const ANSWERS = '.idempotency_keys';

/** @returns what names the tables of a service that are not any more what they are now */
export async function changesOf(services: TestServices, name: ServiceName): Promise<() => Promise<string[]>> {
  const before = await stateOf(services, name);
  return async () => {
    const after = await stateOf(services, name);
    return Object.keys(after).filter((table) => !table.endsWith(ANSWERS) && after[table] !== before[table]);
  };
}

async function catalogState(services: TestServices): Promise<Record<string, string>> {
  const { documents } = await services.catalog();
  const db = documents.products.db;
  const state: Record<string, string> = {};
  for (const { name } of (await db?.listCollections().toArray()) ?? []) {
    const all = (await db?.collection(name).find().toArray()) ?? [];
    const lines = all.map((document) => {
      const { outboxState: _state, publishedAt: _at, ...kept } = document;
      return JSON.stringify(kept);
    });
    state[`catalog.${name}`] =
      `${all.length} ${createHash('sha1').update(lines.sort().join()).digest('hex')}`;
  }
  return state;
}

/** Names of all columns of a service's own tables, or fields of its documents. */
export async function columnsOf(services: TestServices, name: ServiceName): Promise<string[]> {
  if (name === 'catalog') {
    const { documents } = await services.catalog();
    const samples = await Promise.all([
      documents.products.findOne(),
      documents.reviews.findOne(),
      documents.importJobs.findOne(),
      documents.importRows.findOne(),
    ]);
    return [...new Set(samples.flatMap((sample) => Object.keys(sample ?? {})))];
  }
  const { rows } = await sql<{ name: string }>`
    select distinct column_name::text as name from information_schema.columns
    where table_schema = 'public' order by 1`.execute(services.database(name));
  return rows.map((row) => row.name);
}
