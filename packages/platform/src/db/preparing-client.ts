import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import pg from 'pg';

/** Beyond this many texts (lists of varying length make new ones) statements go unprepared. */
const MAX_NAMES = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMES) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

const NOTHING: pg.QueryResult = { command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] };

/**
 * A connection that saves what a round trip costs, which for a short statement is more than the statement itself:
 *
 * - Each parameterized statement is prepared once: PostgreSQL parses and plans it the first time only.
 * - BEGIN travels with the first statement of its transaction.
 * - What is sent before anything is waited for goes out together, e.g. a transaction's last statement and its COMMIT.
 *
 * Not for a pooler between here and the server that shares connections between transactions.
 */
export class PreparingClient extends pg.Client {
  #corked = false;
  /** A statement of the open transaction has a value that cannot be written down, and so was not sent. */
  #isIncomplete = false;

  constructor(config?: pg.ClientConfig) {
    // Lets a statement be sent before the one ahead of it is answered.
    super({ ...config, pipeline: true } as pg.ClientConfig);
  }

  // The driver's method has a dozen overloads; only text with values is of interest here.
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const query = super.query as (...given: unknown[]) => never;
    if (text === 'begin') {
      this.#isIncomplete = false;
      this.#cork();
      // Should it fail, so does the statement that comes with it, which somebody waits for.
      (query.call(this, text) as Promise<unknown>).catch(() => {});
      return Promise.resolve(NOTHING) as never;
    }
    if (text === 'commit' && this.#isIncomplete) {
      return Promise.reject(new Error('a statement of the transaction could not be sent')) as never;
    }
    if (!this.#corked) this.#cork();
    process.nextTick(this.#uncork);
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) {
      return query.apply(this, args);
    }
    const statement = { name: nameOf(text), text, values };
    if (rest.length > 0) return query.call(this, statement, ...rest);
    return new Promise((resolve, reject) => {
      let isBeingSent = true;
      query.call(this, statement, undefined, (error: Error | null, result: pg.QueryResult) => {
        if (!error) return resolve(result);
        // PostgreSQL, which never sees it, would commit the rest.
        if (isBeingSent) this.#isIncomplete = true;
        reject(error);
      });
      isBeingSent = false;
    }) as never;
  }

  get #stream(): Writable {
    return (this as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  #cork(): void {
    this.#corked = true;
    this.#stream.cork();
  }

  // Runs when every promise that can go on without waiting has gone on.
  readonly #uncork = (): void => {
    if (!this.#corked) return;
    this.#corked = false;
    this.#stream.uncork();
  };
}
