import { Long } from 'bson';
import { cursorNotFound } from '../errors.ts';
import type { Document } from '../wire/messages.ts';

const FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;
const MOST = 10_000;

interface OpenCursor {
  readonly namespace: string;
  readonly rest: Document[];
  usedAt: number;
}

/** What clients have not fetched yet. A cursor keeps what the query found when it was opened. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();
  #last = 1n;

  /** The first answer of a query; a cursor stays open when not all fits. */
  open(namespace: string, documents: Document[], batchSize: number | undefined, single: boolean): Document {
    const size = batchSize ?? FIRST_BATCH;
    const firstBatch = documents.slice(0, size);
    let id = 0n;
    if (!single && documents.length > size) {
      this.#evictIdle();
      id = ++this.#last;
      this.#open.set(String(id), { namespace, rest: documents.slice(size), usedAt: Date.now() });
    }
    return { cursor: { firstBatch, id: Long.fromBigInt(id), ns: namespace }, ok: 1 };
  }

  /** @throws CursorNotFound */
  next(id: bigint, batchSize: number | undefined): Document {
    const cursor = this.#open.get(String(id));
    if (!cursor) throw cursorNotFound(id);
    const nextBatch = cursor.rest.splice(0, batchSize && batchSize > 0 ? batchSize : 1_000);
    cursor.usedAt = Date.now();
    const done = cursor.rest.length === 0;
    if (done) this.#open.delete(String(id));
    return { cursor: { nextBatch, id: Long.fromBigInt(done ? 0n : id), ns: cursor.namespace }, ok: 1 };
  }

  kill(ids: readonly bigint[]): { killed: bigint[]; missing: bigint[] } {
    const killed = ids.filter((id) => this.#open.delete(String(id)));
    return { killed, missing: ids.filter((id) => !killed.includes(id)) };
  }

  #evictIdle(): void {
    if (this.#open.size < MOST) return;
    const limit = Date.now() - IDLE_MS;
    for (const [id, cursor] of this.#open) if (cursor.usedAt < limit) this.#open.delete(id);
  }
}
