import type { EventEnvelope } from '@haat/contracts/define-event.ts';
import { type Kysely, sql } from 'kysely';
import type { Database, UnitOfWork } from '../db/database.ts';
import type { PlatformTables } from '../db/platform-tables.ts';

/** Makes the effect of an event happen once, however often it is delivered. */
export interface Inbox<Scope> {
  /** Runs `effect` with those of `events` that are new here; all or nothing. @returns how many were new */
  once(
    events: readonly EventEnvelope[],
    effect: (scope: Scope, fresh: EventEnvelope[]) => Promise<void>,
  ): Promise<number>;
  /** Remembers an event that can never be handled, so that it is not tried again. */
  reject(event: EventEnvelope, reason: string): Promise<void>;
}

/** The inbox row and the effect commit together. */
export function createPgInbox<Tables>(database: Database<Tables>): Inbox<UnitOfWork<Tables>> {
  const tables = (query: unknown) => query as Kysely<PlatformTables>;
  return {
    once: (deliveries, effect) => {
      // One batch may hold the same event twice, and its row is as new for both.
      const events = [...new Map(deliveries.map((event) => [event.id, event])).values()];
      return database.transaction(async (unit) => {
        const { rows } = await sql<{ event_id: string }>`
          insert into inbox (event_id, type, outcome)
          select event_id, type, 'handled'
          from unnest(
            ${events.map((event) => event.id)}::uuid[],
            ${events.map((event) => event.type)}::text[]
          ) as told (event_id, type)
          on conflict (event_id) do nothing
          returning event_id
        `.execute(unit.query);
        const fresh = new Set(rows.map((row) => row.event_id));
        if (fresh.size > 0) {
          await effect(
            unit,
            events.filter((event) => fresh.has(event.id)),
          );
        }
        return fresh.size;
      });
    },
    async reject(event, reason) {
      await tables(database.query)
        .insertInto('inbox')
        .values({ event_id: event.id, type: event.type, outcome: 'rejected', reason })
        .onConflict((conflict) => conflict.column('event_id').doNothing())
        .execute();
    },
  };
}

/** For a store whose handlers guard themselves by the sequence kept in the document they write. */
export function createSequenceGuardedInbox(): Inbox<undefined> {
  return {
    once: async (events, effect) => {
      await effect(undefined, [...events]);
      return events.length;
    },
    reject: async () => {},
  };
}
