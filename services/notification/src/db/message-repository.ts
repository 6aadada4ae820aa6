import type { MailKind } from '@haat/contracts/http/notification.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
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
  await unit.query
    .insertInto('deliveries')
    .values(
      wanted.map(({ dedupeKey, recipient, mail, secret = false, expiresAt }) => ({
        id: uuidv7(),
        dedupe_key: dedupeKey,
        recipient,
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html,
        secret,
        expires_at: expiresAt === undefined ? null : new Date(expiresAt),
        last_error: null,
        sent_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .execute();
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
  await unit.query
    .insertInto('inbox_messages')
    .values(
      entries.map((entry) => ({
        id: uuidv7(),
        dedupe_key: entry.dedupeKey,
        recipient: entry.recipient,
        title: entry.title,
        body: entry.body,
        link: entry.link,
        read_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .execute();
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
