import { MAIL_KINDS, MailPreferences } from '@haat/contracts/http/notification.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { readPreferences } from '../db/preference-repository.ts';
import type { NotificationTables } from '../db/tables.ts';
import { isOptional } from '../domain/mail-kinds.ts';

export function getPreferencesRoute(
  app: HttpApp,
  { database }: { database: Database<NotificationTables> },
): void {
  app.get(
    '/v1/notifications/preferences',
    {
      schema: {
        summary: 'Which mails the caller gets',
        tags: ['notifications'],
        response: { 200: MailPreferences },
      },
    },
    async (request) => preferencesOf(database, requireUser(request.actor).userId),
  );
}

export async function preferencesOf(
  database: Database<NotificationTables>,
  userId: string,
): Promise<MailPreferences> {
  const chosen = await readPreferences(database.query, userId);
  return {
    items: MAIL_KINDS.map((kind) =>
      isOptional(kind) ? { kind, mail: chosen[kind], fixed: false } : { kind, mail: true, fixed: true },
    ),
  };
}
