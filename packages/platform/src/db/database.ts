import type { EventDefinition, EventPayload } from '@haat/contracts/define-event.ts';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { type OutboxRow, toEnvelope } from '../outbox/envelope.ts';
import { OUTBOX_LEASE } from '../outbox/lease.ts';
import type { PlatformTables } from './platform-tables.ts';
import { PreparingClient } from './preparing-client.ts';

// int8 comes as text by default. Our bigints are amounts and counters below 2^53, checked here.
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`);
  return value;
};
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    // A date without a time has no zone: it stays the text that it is.
    oid === pg.types.builtins.INT8
      ? parseInt8
      : oid === pg.types.builtins.DATE
        ? (text: string) => text
        : pg.types.getTypeParser(oid, format as 'text')) as never,
};

/** One transaction: what it queries with, and the events it commits together with its rows. */
export interface UnitOfWork<Tables> {
  readonly query: Transaction<Tables>;
  /**
   * Records an event that is published if and only if the transaction commits.
   * @param sequence version of the aggregate after this change
   */
  emit<Definition extends EventDefinition>(
    definition: Definition,
    payload: EventPayload<Definition>,
    sequence: number,
  ): void;
  /** Runs when the transaction has committed, and not otherwise. What it throws is reported, nothing more. */
  afterCommit(work: () => Promise<void>): void;
}

export interface Database<Tables> {
  /** For reads and single statements; each runs in its own implicit transaction. */
  readonly query: Kysely<Tables>;
  /** Runs `work` in a transaction (read committed), its events in the same commit, then wakes the relay. */
  transaction<Result>(work: (unit: UnitOfWork<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * Called after each commit that wrote events, with them. Once there is a listener, events are committed under a lease
   * for it: a relay elsewhere takes them only when this process died with them.
   */
  onEventsCommitted(listener: (events: readonly OutboxRow[]) => void): void;
  /** @throws when the server does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Connections of this process at most; 10 when not given. */
  readonly maxConnections?: number;
  /** On when not given; see {@link PreparingClient}. */
  readonly prepareStatements?: boolean;
  readonly onError: (error: Error) => void;
}

export function createDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    types,
    ...(options.prepareStatements === false ? {} : { Client: PreparingClient }),
  });
  // An idle connection that the server closed must not end the process.
  pool.on('error', options.onError);
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const listeners: ((events: readonly OutboxRow[]) => void)[] = [];

  return {
    query,
    async transaction(work) {
      const events: OutboxRow[] = [];
      const afterwards: (() => Promise<void>)[] = [];
      let stored: Promise<unknown> | undefined;
      const committed = query.transaction().execute(async (transaction) => {
        const value = await work({
          query: transaction,
          emit: (definition, payload, sequence) => {
            events.push(toEnvelope(definition, payload, sequence));
          },
          afterCommit: (afterwork) => {
            afterwards.push(afterwork);
          },
        });
        if (events.length > 0) {
          const lease = listeners.length > 0 ? OUTBOX_LEASE : null;
          stored = (transaction as unknown as Transaction<PlatformTables>)
            .insertInto('outbox')
            .values(events.map((event) => ({ ...event, claimed_until: lease })))
            .execute();
          // Not waited for here, so that COMMIT travels with it: where it fails, PostgreSQL takes that for a rollback.
          stored.catch(() => {});
        }
        return value;
      });
      const result = await committed.catch(async (error: unknown) => {
        // What went wrong, rather than that the commit became a rollback.
        await stored;
        throw error;
      });
      if (events.length > 0) for (const listener of listeners) listener(events);
      for (const afterwork of afterwards) afterwork().catch(options.onError);
      return result;
    },
    onEventsCommitted: (listener) => {
      listeners.push(listener);
    },
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => query.destroy(),
  };
}
