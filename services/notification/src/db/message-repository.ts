import type { MailKind } from '@haat/contracts/http/notification.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { type Kysely, sql } from 'kysely';
import type { Mail } from '../domain/templates.ts';
import { wantedMails } from './preference-repository.ts';
import type { NotificationTables } from './tables.ts';

type Unit = UnitOfWork<NotificationTables>;

export interface QueuedMail {
  /** Names the occasion: a second mail of it is not stored. */
  readonly dedupeKey: string;
  readonly recipient: string;
  readonly mail: Mail;
  /** What it is about, and whose wish counts; a guest has told none. Of an order when not given. */
  readonly kind?: MailKind;
  readonly userId?: string | null | undefined;
  /** Its text is forgotten once it is sent. */
  readonly secret?: boolean;
  readonly expiresAt?: string | undefined;
}

/** Stored to be sent, but for those whose user wants no mails of the kind. */
export async function queueMails(unit: Unit, mails: readonly QueuedMail[]): Promise<void> {
  const wanted = await wantedMails(unit.query, mails);
  if (wanted.length === 0) return;
  // One text for any number of them, so that it is prepared once.
  await sql`
    insert into deliveries (id, dedupe_key, recipient, subject, text_body, html_body, secret, expires_at)
    select * from unnest(
      ${wanted.map(() => uuidv7())}::uuid[], ${wanted.map(({ dedupeKey }) => dedupeKey)}::text[],
      ${wanted.map(({ recipient }) => recipient)}::text[], ${wanted.map(({ mail }) => mail.subject)}::text[],
      ${wanted.map(({ mail }) => mail.text)}::text[], ${wanted.map(({ mail }) => mail.html)}::text[],
      ${wanted.map(({ secret }) => secret ?? false)}::boolean[],
      ${wanted.map(({ expiresAt }) => expiresAt ?? null)}::timestamptz[]
    )
    on conflict (dedupe_key) do nothing
  `.execute(unit.query);
}

export const queueMail = (
  unit: Unit,
  dedupeKey: string,
  recipient: string,
  mail: Mail,
  options: Omit<QueuedMail, 'dedupeKey' | 'recipient' | 'mail'> = {},
): Promise<void> => queueMails(unit, [{ dedupeKey, recipient, mail, ...options }]);

export interface InboxEntry {
  readonly dedupeKey: string;
  readonly recipient: `user:${string}` | `seller:${string}`;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
}

export async function addToInbox(unit: Unit, entries: readonly InboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into inbox_messages (id, dedupe_key, recipient, title, body, link)
    select * from unnest(
      ${entries.map(() => uuidv7())}::uuid[], ${entries.map(({ dedupeKey }) => dedupeKey)}::text[],
      ${entries.map(({ recipient }) => recipient)}::text[], ${entries.map(({ title }) => title)}::text[],
      ${entries.map(({ body }) => body)}::text[], ${entries.map(({ link }) => link)}::text[]
    )
    on conflict (dedupe_key) do nothing
  `.execute(unit.query);
}

/**
 * The first reading counts, however often it is told.
 * @param recipients whose messages it must be among
 * @returns whether there is such a message
 */
export async function markRead(
  query: Kysely<NotificationTables>,
  recipients: readonly string[],
  id: string,
): Promise<boolean> {
  const row = await query
    .updateTable('inbox_messages')
    .set({ read_at: sql<Date>`coalesce(read_at, now())` })
    .where('id', '=', id)
    .where('recipient', 'in', recipients)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
