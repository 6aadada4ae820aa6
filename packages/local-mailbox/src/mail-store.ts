import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const KEEP = 5_000;
/** The oldest go so many at a time. */
const FORGET = 100;

export interface Message {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
}

/** The newest messages, with the operating system before the sender is told that they were taken. */
export class MailStore {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #forget: StatementSync;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#db = new DatabaseSync(join(dataDir, 'mailbox.sqlite'));
    // Nobody else opens the file: without exclusive locking every statement asks the system for locks. A checkpoint waits
    // for the disk, so it comes rarely (pages; 32 MB).
    this.#db.exec(`
      pragma locking_mode = exclusive;
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma wal_autocheckpoint = 8000;
      create table if not exists messages (
        id integer primary key autoincrement, message_id text unique, sender text not null, recipient text not null,
        subject text not null, text_body text not null, html_body text not null, received_at text not null
      );
      create index if not exists messages_recipient on messages (recipient, id);
    `);
    this.#insert = this.#db.prepare(
      `insert or ignore into messages (message_id, sender, recipient, subject, text_body, html_body, received_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#forget = this.#db.prepare('delete from messages where id <= ?');
  }

  /** A second delivery of one Message-ID to one mailbox is kept once. */
  add(message: Omit<Message, 'id' | 'receivedAt'> & { messageId: string }): void {
    const { lastInsertRowid } = this.#insert.run(
      message.messageId,
      message.from,
      message.to,
      message.subject,
      message.text,
      message.html,
      new Date().toISOString(),
    );
    const id = Number(lastInsertRowid);
    if (id % FORGET === 0) this.#forget.run(id - KEEP);
  }

  /** Newest first. @param to part of the recipient's address; empty lists all */
  list(to: string, limit: number): Message[] {
    return this.#db
      .prepare('select * from messages where instr(lower(recipient), lower(?)) > 0 order by id desc limit ?')
      .all(to, limit)
      .map(toMessage);
  }

  get(id: number): Message | undefined {
    const row = this.#db.prepare('select * from messages where id = ?').get(id);
    return row && toMessage(row);
  }

  clear(): void {
    this.#db.exec('delete from messages');
  }

  close(): void {
    this.#db.close();
  }
}

const toMessage = (row: Record<string, unknown>): Message => ({
  id: Number(row.id),
  from: String(row.sender),
  to: String(row.recipient),
  subject: String(row.subject),
  text: String(row.text_body),
  html: String(row.html_body),
  receivedAt: String(row.received_at),
});
