import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export type ObjectType = 'payment_intent' | 'payment_method' | 'customer' | 'charge' | 'refund' | 'event';

export interface Stored {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface PendingDelivery {
  readonly eventId: string;
  readonly attempts: number;
}

/**
 * Everything the sandbox knows, in one SQLite file: with the operating system before a reply leaves, so that a killed
 * process loses nothing. (A power cut may; it is a sandbox.)
 */
export class SandboxStore {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  readonly #delivered: ReadonlySet<string> | undefined;

  /** @param delivered types of events that are sent to the webhook endpoint; all when not given */
  constructor(dataDir: string, delivered?: readonly string[]) {
    this.#delivered = delivered && new Set(delivered);
    mkdirSync(dataDir, { recursive: true });
    this.#db = new DatabaseSync(join(dataDir, 'stripe-sandbox.sqlite'));
    // Nobody else opens the file: without exclusive locking every statement asks the system for locks. A checkpoint waits
    // for the disk, so it comes rarely (pages; 32 MB).
    this.#db.exec(`
      pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal;
      pragma wal_autocheckpoint = 8000;
    `);
    this.#db.exec(`
      create table if not exists objects (
        id text primary key, type text not null, parent text, body text not null, created integer not null
      ) without rowid;
      create index if not exists objects_type on objects (type, created);
      create index if not exists objects_parent on objects (parent) where parent is not null;
      create table if not exists idempotency (
        key text primary key, fingerprint text not null, status integer, body text
      ) without rowid;
      create table if not exists deliveries (
        event_id text primary key, attempts integer not null, next_attempt_at integer not null,
        delivered_at integer, last_error text
      ) without rowid;
      create index if not exists deliveries_due on deliveries (next_attempt_at) where delivered_at is null;
    `);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** All of `work`'s writes or none; synchronous, so nothing else happens in between. */
  transaction<Result>(work: () => Result): Result {
    this.#prepare('begin immediate').run();
    try {
      const result = work();
      this.#prepare('commit').run();
      return result;
    } catch (error) {
      this.#prepare('rollback').run();
      throw error;
    }
  }

  /** @param parent id of the thing it belongs to, e.g. a charge's payment intent */
  put(type: ObjectType, object: Stored, parent: string | null = null): void {
    this.#prepare(
      `insert into objects (id, type, parent, body, created) values (?, ?, ?, ?, ?)
       on conflict (id) do update set body = excluded.body`,
    ).run(object.id, type, parent, JSON.stringify(object), Date.now());
  }

  get<Kind extends Stored>(type: ObjectType, id: string): Kind | undefined {
    const row = this.#prepare('select body from objects where id = ? and type = ?').get(id, type);
    return row && (JSON.parse(row.body as string) as Kind);
  }

  childrenOf<Kind extends Stored>(type: ObjectType, parent: string): Kind[] {
    return this.#prepare('select body from objects where parent = ? and type = ? order by created')
      .all(parent, type)
      .map((row) => JSON.parse(row.body as string) as Kind);
  }

  /** Newest first. */
  list<Kind extends Stored>(type: ObjectType, limit: number): Kind[] {
    return this.#prepare('select body from objects where type = ? order by created desc limit ?')
      .all(type, limit)
      .map((row) => JSON.parse(row.body as string) as Kind);
  }

  findIdempotent(key: string): { fingerprint: string; status: number; body: string } | undefined {
    const row = this.#prepare(
      'select fingerprint, status, body from idempotency where key = ? and status is not null',
    ).get(key);
    return (
      row && { fingerprint: String(row.fingerprint), status: Number(row.status), body: String(row.body) }
    );
  }

  /** Stored together with what the request did, so that a crash leaves both or neither. */
  saveIdempotent(key: string, fingerprint: string, status: number, body: string): void {
    this.#prepare(
      'insert or replace into idempotency (key, fingerprint, status, body) values (?, ?, ?, ?)',
    ).run(key, fingerprint, status, body);
  }

  queueDelivery(eventId: string, type: string): void {
    if (this.#delivered && !this.#delivered.has(type)) return;
    this.#prepare('insert into deliveries (event_id, attempts, next_attempt_at) values (?, 0, 0)').run(
      eventId,
    );
  }

  dueDeliveries(now: number, limit: number): PendingDelivery[] {
    return this.#prepare(
      `select event_id, attempts from deliveries
       where delivered_at is null and next_attempt_at <= ? order by next_attempt_at limit ?`,
    )
      .all(now, limit)
      .map((row) => ({ eventId: String(row.event_id), attempts: Number(row.attempts) }));
  }

  nextDeliveryAt(): number | undefined {
    const row = this.#prepare(
      'select min(next_attempt_at) as at from deliveries where delivered_at is null',
    ).get();
    return (row?.at as number | null) ?? undefined;
  }

  markDelivered(eventId: string, now: number): void {
    this.#prepare('update deliveries set delivered_at = ?, attempts = attempts + 1 where event_id = ?').run(
      now,
      eventId,
    );
  }

  postponeDelivery(eventId: string, nextAttemptAt: number, error: string): void {
    this.#prepare(
      'update deliveries set attempts = attempts + 1, next_attempt_at = ?, last_error = ? where event_id = ?',
    ).run(nextAttemptAt, error, eventId);
  }

  close(): void {
    this.#db.close();
  }
}
