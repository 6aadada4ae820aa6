import { REGIONS } from '@haat/contracts/region.ts';
import { migrate } from '@haat/platform/db/migrate.ts';
import { createHttpApp } from '@haat/platform/http/http-app.ts';
import { createPgInbox } from '@haat/platform/inbox/inbox.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import {
  assembleService,
  createRuntime,
  openDatabase,
  type Service,
  type ServiceHost,
} from '@haat/platform/lifecycle/service.ts';
import { personalDataRoute } from '@haat/platform/privacy/personal-data.ts';
import { createTransport } from 'nodemailer';
import { acceptMailRoute } from './accept-mail/accept-mail.route.ts';
import { access } from './access.ts';
import type { NotificationConfig } from './config.ts';
import type { NotificationTables } from './db/tables.ts';
import { createTemplates } from './domain/templates.ts';
import { events } from './events.ts';
import { exportPersonalData } from './export-personal-data/export-personal-data.query.ts';
import { getPreferencesRoute } from './get-preferences/get-preferences.route.ts';
import { listInboxRoute } from './list-inbox/list-inbox.route.ts';
import { markReadRoute } from './mark-read/mark-read.route.ts';
import { onLinesCancelled } from './on-lines-cancelled/on-lines-cancelled.handler.ts';
import { orderEventHandlers } from './on-order-event/on-order-event.handler.ts';
import { onReturnMoved } from './on-return-moved/on-return-moved.handler.ts';
import { storeMemberHandlers } from './on-store-member/on-store-member.handler.ts';
import { onUserErased } from './on-user-erased/on-user-erased.handler.ts';
import { onUserRegistered } from './on-user-registered/on-user-registered.handler.ts';
import { sendMail } from './send-mail/send-mail.job.ts';
import { setPreferencesRoute } from './set-preferences/set-preferences.route.ts';

/** Kept open: greetings take longer than the mail itself. */
const MAIL_CONNECTIONS = 4;

export async function createNotificationService(
  config: NotificationConfig,
  host?: ServiceHost,
): Promise<Service> {
  const runtime = createRuntime('notification', config, host);
  const database = openDatabase<NotificationTables>(runtime, config);
  await migrate(database.query, new URL('../migrations', import.meta.url));
  const mailer = createTransport(
    { url: config.SMTP_URL, pool: true, maxConnections: MAIL_CONNECTIONS },
    { from: config.MAIL_FROM },
  );

  const http = await createHttpApp({
    ...runtime,
    access,
    readiness: [{ name: 'postgresql', check: database.ping }],
  });
  listInboxRoute(http, { database });
  markReadRoute(http, { database });
  personalDataRoute(http, (subject) => exportPersonalData(database.query, subject));
  getPreferencesRoute(http, { database });
  setPreferencesRoute(http, { database });

  const mail = createJob({
    name: 'send-mail',
    everyMs: 2_000,
    run: () => sendMail({ database, mailer, logger: runtime.logger }),
    logger: runtime.logger,
  });
  acceptMailRoute(http, { database, mail, publicUrl: config.PUBLIC_URL });
  const templates = createTemplates(config.PUBLIC_URL, REGIONS[config.HAAT_REGION].locale);
  return assembleService(runtime, {
    http,
    events,
    handlers: [
      onUserErased,
      ...orderEventHandlers(templates, mail),
      onLinesCancelled(templates, mail),
      onReturnMoved(templates, mail),
      onUserRegistered,
      ...storeMemberHandlers,
    ],
    // A mail takes seconds anyway.
    gatherMs: 250,
    inbox: createPgInbox(database),
    jobs: [mail],
    close: [database.close, async () => mailer.close()],
  });
}
