import { openThings } from '@haat/testing/things.ts';
import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import type { PlatformTables } from './platform-tables.ts';
import { prune } from './prune.ts';

it('forgets old inbox rows and idempotency keys, and keeps those that may still be needed', async () => {
  const database = await openThings();
  const query = database.query as unknown as Kysely<PlatformTables>;
  await sql`
    insert into inbox (event_id, type, outcome, received_at)
    select gen_random_uuid(), 'test.v1', 'handled', now() - make_interval(days => days)
    from unnest(array[1, 29, 31, 400]) as days
  `.execute(query);
  await sql`
    insert into idempotency_keys (scope, key, request_hash, locked_until, created_at)
    select 'guest', 'key-' || hours, '', now(), now() - make_interval(hours => hours)
    from unnest(array[1, 47, 49]) as hours
  `.execute(query);
  await prune(query);
  const left = await sql<{ days: number }>`
    select extract(day from now() - received_at)::int as days from inbox order by days
  `.execute(query);
  expect(left.rows.map((row) => row.days)).toEqual([1, 29]);
  const keys = await query.selectFrom('idempotency_keys').select('key').orderBy('key').execute();
  expect(keys.map((row) => row.key)).toEqual(['key-1', 'key-47']);
  await database.close();
});
