import { type Kysely, sql } from 'kysely';
import type { PlatformTables } from '../db/platform-tables.ts';
import type { OutboxRow } from './envelope.ts';
import { OUTBOX_LEASE } from './lease.ts';
import type { OutboxStore } from './outbox-store.ts';

/**
 * @param brokerForgets the broker loses its queues when it stops: rows stay until they are confirmed
 */
export function createPgOutboxStore(
  query: Kysely<PlatformTables>,
  options: { brokerForgets: boolean },
): OutboxStore {
  // One text for any number of them, so that it is prepared once.
  const among = (rows: readonly OutboxRow[]) => sql<string>`any(${rows.map((row) => row.id)}::uuid[])`;
  return {
    async claim(limit) {
      // Row locks skip what another relay is claiming at this moment; marking rows one by one (and not
      // everything up to a position) is what makes commits in any order safe.
      return query
        .updateTable('outbox')
        .set({ claimed_until: OUTBOX_LEASE })
        .where('id', 'in', (from) =>
          from
            .selectFrom('outbox')
            .select('id')
            .where('published_at', 'is', null)
            .where((where) =>
              where.or([where('claimed_until', 'is', null), where('claimed_until', '<', sql<Date>`now()`)]),
            )
            .orderBy('id')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['id', 'type', 'envelope'])
        .execute();
    },
    async markPublished(rows) {
      if (options.brokerForgets) {
        await query
          .updateTable('outbox')
          .set({ published_at: sql<Date>`clock_timestamp()` })
          .where('id', '=', among(rows))
          .execute();
      } else {
        await query.deleteFrom('outbox').where('id', '=', among(rows)).execute();
      }
    },
    async release(rows) {
      await query.updateTable('outbox').set({ claimed_until: null }).where('id', '=', among(rows)).execute();
    },
    async confirmPublishedBefore(instant) {
      await query.deleteFrom('outbox').where('published_at', '<', instant).execute();
    },
    async republishUnconfirmed() {
      await query
        .updateTable('outbox')
        .set({ published_at: null, claimed_until: null })
        .where((where) =>
          where.or([where('published_at', 'is not', null), where('claimed_until', 'is not', null)]),
        )
        .execute();
    },
  };
}
