import type { EventDefinition, EventPayload } from '@haat/contracts/define-event.ts';
import {
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type RawBuilder,
  sql,
  Transaction,
} from 'kysely';
import pg from 'pg';
import { type OutboxRow, toEnvelope } from '../outbox/envelope.ts';
import { OUTBOX_LEASE } from '../outbox/lease.ts';
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
  /** Statements are carried out in the order in which they are begun; those begun together leave in one write. */
  readonly query: Transaction<Tables>;
  /**
   * Takes a statement that was begun and whose answer is not needed: it leaves with whatever comes next, COMMIT at the latest.
   * Where it fails, nothing of the transaction stays and its error is the transaction's.
   */
  send(statement: Promise<unknown>): void;
  /**
   * Records an event that is published if and only if the transaction commits.
   * @param sequence version of the aggregate after this change
   */
  emit<Definition extends EventDefinition>(
    definition: Definition,
    payload: EventPayload<Definition>,
    sequence: number,
  ): void;
  /**
   * For a change that is made only where nobody was quicker, by one statement that changes nothing where somebody was: the
   * events are recorded where the condition holds behind it. Where it does not hold, none is, and the transaction throws
   * {@link Overtaken}. No statement fails for it, so that the server logs no error with the row of whoever lost. A
   * transaction without events is not checked.
   */
  emitOnlyIf(condition: RawBuilder<unknown>): void;
  /** Runs when the transaction has committed, and not otherwise. What it throws is reported, nothing more. */
  afterCommit(work: () => Promise<void>): void;
}

/** Somebody else changed first what a transaction was about; see {@link UnitOfWork.emitOnlyIf}. */
export class Overtaken extends Error {}

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

/** Kysely copies each name letter by letter, in search of what few names have. */
class QueryCompiler extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(identifier: string): string {
    return identifier.includes('"') ? super.sanitizeIdentifier(identifier) : identifier;
  }
}

class Dialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new QueryCompiler();
  }
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
  const dialect = new Dialect({ pool });
  const query = new Kysely<Tables>({ dialect });
  const inOneFlight = sendingAtOnce(dialect);
  const listeners: ((events: readonly OutboxRow[]) => void)[] = [];

  return {
    query,
    async transaction(work) {
      const events: OutboxRow[] = [];
      const afterwards: (() => Promise<void>)[] = [];
      const sent: Promise<unknown>[] = [];
      let condition: RawBuilder<unknown> | undefined;
      const send = (statement: Promise<unknown>) => {
        statement.catch(() => {});
        sent.push(statement);
      };
      const committed = query.transaction().execute(async (begun) => {
        const transaction = await inOneFlight(begun);
        const value = await work({
          query: transaction,
          send,
          emit: (definition, payload, sequence) => {
            events.push(toEnvelope(definition, payload, sequence));
          },
          emitOnlyIf: (given) => {
            condition = given;
          },
          afterCommit: (afterwork) => {
            afterwards.push(afterwork);
          },
        });
        if (events.length > 0) {
          const lease = listeners.length > 0 ? OUTBOX_LEASE : null;
          send(record(transaction, events, lease, condition));
        }
        // COMMIT leaves with what was sent: where one of these fails, PostgreSQL takes it for a rollback. The driver's own
        // client has no such order: it would commit what is left.
        if (options.prepareStatements === false) await Promise.all(sent);
        return value;
      });
      const result = await committed.catch(async (error: unknown) => {
        throw (await firstFailure(sent)) ?? error;
      });
      await Promise.all(sent);
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

/** @throws Overtaken where there is a condition and it does not hold */
async function record(
  transaction: QueryExecutorProvider,
  events: readonly OutboxRow[],
  lease: typeof OUTBOX_LEASE | null,
  condition: RawBuilder<unknown> = sql`true`,
): Promise<void> {
  // Values and not arrays: of how many rows they are is known without looking, so the plan that is kept serves them all.
  const values = sql.join(events.map(({ id, type, envelope }) => sql`(${id}::uuid, ${type}, ${envelope})`));
  const { rows } = await sql`
    insert into outbox (id, type, envelope, claimed_until)
    select id, type, envelope, ${lease ?? sql`null::timestamptz`}
    from (values ${values}) as event (id, type, envelope)
    where ${condition}
    returning id
  `.execute(transaction);
  if (rows.length === 0) throw new Overtaken();
}

/** PostgreSQL refuses whatever comes behind a statement that failed. */
const BEHIND_A_FAILURE = '25P02';

/** What went wrong, rather than what it made of all that was sent behind it. */
async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  for (const answer of await Promise.allSettled(sent)) {
    if (answer.status === 'rejected' && answer.reason.code !== BEHIND_A_FAILURE) return answer.reason;
  }
  return undefined;
}

/**
 * Kysely lets each statement of a transaction wait for the answer to the one before it. The connection keeps them in order
 * by itself, so here they leave as they are begun.
 */
function sendingAtOnce(dialect: PostgresDialect) {
  // Kysely asks for one; a transaction that is open never uses it.
  const driver: Driver = dialect.createDriver();
  return async <Tables>(transaction: Transaction<Tables>): Promise<Transaction<Tables>> => {
    const executor = transaction.getExecutor();
    const connection = await executor.provideConnection(async (held) => held);
    return new Transaction<Tables>({
      config: { dialect },
      dialect,
      driver,
      executor: executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }),
    });
  };
}
