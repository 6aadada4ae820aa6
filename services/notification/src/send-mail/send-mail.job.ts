import type { Database } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { sql } from 'kysely';
import type { Transporter } from 'nodemailer';
import type { NotificationTables } from '../db/tables.ts';

const MAX_ATTEMPTS = 8;
const BATCH = 50;

export interface SendMailDependencies {
  readonly database: Database<NotificationTables>;
  readonly mailer: Transporter;
  readonly logger: Logger;
}

/**
 * Sends what is due. A mail is leased before it is handed over, so that two instances do not send it both; a crash
 * between the hand-over and the mark sends it a second time with the same Message-ID, which mail programs fold.
 */
export async function sendMail({ database, mailer, logger }: SendMailDependencies): Promise<void> {
  const due = await database.query
    .updateTable('deliveries')
    .set({
      attempts: sql`attempts + 1`,
      next_attempt_at: sql<Date>`now() + make_interval(secs => 30 * power(2, attempts))`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('deliveries')
        .select('id')
        .where('status', '=', 'pending')
        .where('next_attempt_at', '<=', sql<Date>`now()`)
        .where((where) =>
          where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]),
        )
        .orderBy('next_attempt_at')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'recipient', 'subject', 'text_body', 'html_body', 'attempts'])
    .execute();
  await giveUpExpired(database);
  // The mailer's pool bounds how many are under way at once.
  const sent = await Promise.all(
    due.map(async (mail) => ((await deliver(mail, { database, mailer, logger })) ? [mail.id] : [])),
  );
  const ids = sent.flat();
  if (ids.length === 0) return;
  await database.query
    .updateTable('deliveries')
    .set({ status: 'sent', sent_at: sql<Date>`now()`, last_error: null, ...WITHOUT_SECRETS })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/** What was sent, or never will be, is kept for nobody to read where it held a secret. */
const WITHOUT_SECRETS = {
  subject: sql<string>`case when secret then '' else subject end`,
  text_body: sql<string>`case when secret then '' else text_body end`,
  html_body: sql<string>`case when secret then '' else html_body end`,
} as const;

/** What it says holds no more. */
async function giveUpExpired(database: Database<NotificationTables>): Promise<void> {
  await database.query
    .updateTable('deliveries')
    .set({ status: 'failed', last_error: 'it ran out before it could be sent', ...WITHOUT_SECRETS })
    .where('status', '=', 'pending')
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute();
}

interface Mail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text_body: string;
  readonly html_body: string;
  readonly attempts: number;
}

/** @returns whether the mail was taken */
async function deliver(mail: Mail, { database, mailer, logger }: SendMailDependencies): Promise<boolean> {
  try {
    await mailer.sendMail({
      // Taken as it is: as text it would be read as a list.
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.text_body,
      html: mail.html_body,
      messageId: `<${mail.id}@haat>`,
    });
    return true;
  } catch (error) {
    logger.warn({ err: error, deliveryId: mail.id, attempts: mail.attempts }, 'mail was not taken');
    await database.query
      .updateTable('deliveries')
      .where('id', '=', mail.id)
      .set({
        last_error: error instanceof Error ? error.message : String(error),
        ...(mail.attempts >= MAX_ATTEMPTS ? { status: 'failed' as const, ...WITHOUT_SECRETS } : {}),
      })
      .execute();
    return false;
  }
}
