import { MailPreferences, SetMailPreferencesBody } from '@haat/contracts/http/notification.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { setPreferences } from '../db/preference-repository.ts';
import type { NotificationTables } from '../db/tables.ts';
import { preferencesOf } from '../get-preferences/get-preferences.route.ts';

export function setPreferencesRoute(
  app: HttpApp,
  { database }: { database: Database<NotificationTables> },
): void {
  app.patch(
    '/v1/notifications/preferences',
    {
      schema: {
        summary: 'Turn mails on and off; those of security and of orders stay on',
        tags: ['notifications'],
        body: SetMailPreferencesBody,
        response: { 200: MailPreferences },
      },
    },
    async (request) => {
      const { userId } = requireUser(request.actor);
      await setPreferences(database.query, userId, request.body);
      return preferencesOf(database, userId);
    },
  );
}
