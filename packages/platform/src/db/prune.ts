import { type Kysely, sql } from 'kysely';
import type { PlatformTables } from './platform-tables.ts';

/** Longer than any queue keeps a message, dead-letter queues included: nothing older can be delivered again. */
const INBOX_DAYS = 30;
/** As long as a client may come back with the same key. */
const IDEMPOTENCY_HOURS = 48;
/** Small steps: a long delete holds locks and bloats the log. */
const BATCH = 5_000;

/** Forgets what protects against repetition once no repetition can come any more. */
export async function prune(query: Kysely<PlatformTables>): Promise<void> {
  await untilDone(async () => {
    const { numAffectedRows } = await sql`
      delete from inbox where event_id in (
        select event_id from inbox where received_at < now() - make_interval(days => ${INBOX_DAYS}) limit ${BATCH}
      )
    `.execute(query);
    return Number(numAffectedRows ?? 0);
  });
  await untilDone(async () => {
    const { numAffectedRows } = await sql`
      delete from idempotency_keys where (scope, key) in (
        select scope, key from idempotency_keys
        where created_at < now() - make_interval(hours => ${IDEMPOTENCY_HOURS}) limit ${BATCH}
      )
    `.execute(query);
    return Number(numAffectedRows ?? 0);
  });
}

async function untilDone(step: () => Promise<number>): Promise<void> {
  while ((await step()) === BATCH) {
    // Each step takes the next oldest.
  }
}
