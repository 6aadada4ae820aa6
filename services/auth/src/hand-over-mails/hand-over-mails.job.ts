import type { MailBody } from '@haat/contracts/http/mail.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { type DueMail, forgetMail, takeDueMails } from '../db/mail-request-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import type { LinkSecrets } from '../domain/link-secrets.ts';
import { LinkUnreadable, wordMail } from './word-mail.ts';

/** With the pauses between them more than a day: whoever waited for the mail has stopped. */
const MAX_ATTEMPTS = 160;

export interface HandOverDependencies {
  readonly database: Database<AuthTables>;
  readonly secrets: LinkSecrets;
  readonly notification: ServiceClient;
  readonly logger: Logger;
}

/**
 * Gives mails to the notification service, again until it has them; the request's id keeps it from sending one twice.
 * Only here are the secrets of links worked out: they are in no row of ours, no event and no log.
 */
export async function handOverMails(dependencies: HandOverDependencies): Promise<void> {
  const due = await takeDueMails(dependencies.database.query);
  await Promise.all(due.map((mail) => handOver(mail, dependencies)));
}

async function handOver(
  mail: DueMail,
  { database, secrets, notification, logger }: HandOverDependencies,
): Promise<void> {
  try {
    const words = await wordMail(mail, database, secrets);
    if (words) {
      const body: MailBody = { id: mail.id, to: mail.recipient, kind: 'security', ...words };
      await notification.call({ method: 'POST', path: '/internal/mails', body });
    }
    await forgetMail(database.query, mail.id);
  } catch (error) {
    logger.warn({ err: error, mailId: mail.id, attempts: mail.attempts }, 'mail was not handed over');
    // Nobody could follow the link. Who waits for the mail has it sent again, and gets another one.
    const isLost = error instanceof LinkUnreadable;
    if (isLost || mail.attempts >= MAX_ATTEMPTS) await forgetMail(database.query, mail.id);
  }
}
