import { MailBody } from '@haat/contracts/http/mail.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import { Type } from 'typebox';
import { queueMail } from '../db/message-repository.ts';
import type { NotificationTables } from '../db/tables.ts';
import { compose, preferencesUrlOf } from '../domain/templates.ts';

/** A mail that another service words, e.g. with a link that only its recipient may know: such go by no event. */
export function acceptMailRoute(
  app: HttpApp,
  { database, mail, publicUrl }: { database: Database<NotificationTables>; mail: Job; publicUrl: string },
): void {
  app.post(
    '/internal/mails',
    {
      schema: {
        summary: 'Take a mail to be sent, once however often it is asked for',
        tags: ['internal'],
        body: MailBody,
        response: { 204: Type.Null(), ...problems() },
      },
    },
    async (request, reply) => {
      const { id, to, kind, userId, subject, lines, code, action, secret, expiresAt } = request.body;
      const link = action && { label: action.label, url: `${publicUrl}${action.path}` };
      await database.transaction(async (unit) => {
        const words = compose(subject, lines, link, {
          code,
          preferencesUrl: preferencesUrlOf(kind, publicUrl),
        });
        await queueMail(unit, `mail:${id}`, to, words, { kind, userId, secret, expiresAt });
        unit.afterCommit(() => mail.runOnce());
      });
      return reply.code(204).send(null);
    },
  );
}
