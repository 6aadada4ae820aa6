import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export interface StoredDocument {
  readonly namespace: string;
  readonly id: string;
  readonly bson: Uint8Array;
}

/** The durable side: every document as BSON in one SQLite file. A commit is on disk when it returns. */
export class Disk {
  readonly #db: DatabaseSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;

  /** @throws Error when another process has the data directory open */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#db = new DatabaseSync(join(dataDir, 'documents.sqlite'));
    try {
      // Held for as long as the file is open: a second process would serve stale documents.
      this.#db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full');
      this.#db.exec(`
        create table if not exists documents (
          namespace text not null, id text not null, bson blob not null, primary key (namespace, id)
        ) without rowid;
        create table if not exists collections (namespace text primary key, indexes text not null);
      `);
    } catch (error) {
      if (String(error).includes('locked')) {
        throw new Error(`Another process uses the document store in ${dataDir}`, { cause: error });
      }
      throw error;
    }
    this.#put = this.#db.prepare('insert or replace into documents (namespace, id, bson) values (?, ?, ?)');
    this.#remove = this.#db.prepare('delete from documents where namespace = ? and id = ?');
  }

  /** Runs `work`'s writes in one transaction. @throws what `work` throws, with nothing written */
  commit(work: () => void): void {
    this.#db.exec('begin immediate');
    try {
      work();
      this.#db.exec('commit');
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    }
  }

  put(document: StoredDocument): void {
    this.#put.run(document.namespace, document.id, document.bson);
  }

  remove(namespace: string, id: string): void {
    this.#remove.run(namespace, id);
  }

  saveCollection(namespace: string, indexes: string): void {
    this.#db
      .prepare('insert or replace into collections (namespace, indexes) values (?, ?)')
      .run(namespace, indexes);
  }

  dropCollection(namespace: string): void {
    this.#db.prepare('delete from documents where namespace = ?').run(namespace);
    this.#db.prepare('delete from collections where namespace = ?').run(namespace);
  }

  collections(): { namespace: string; indexes: string }[] {
    return this.#db.prepare('select namespace, indexes from collections').all() as {
      namespace: string;
      indexes: string;
    }[];
  }

  *documents(namespace: string): Iterable<{ id: string; bson: Uint8Array }> {
    const rows = this.#db.prepare('select id, bson from documents where namespace = ?').iterate(namespace);
    for (const row of rows) yield row as { id: string; bson: Uint8Array };
  }

  close(): void {
    this.#db.close();
  }
}
