import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { defineError } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { markRead } from '../db/message-repository.ts';
import type { NotificationTables } from '../db/tables.ts';
import { recipientsOf } from '../domain/recipients.ts';

export const MessageNotFound = defineError('notification.not-found', 404, 'There is no such message.');

export function markReadRoute(app: HttpApp, { database }: { database: Database<NotificationTables> }): void {
  app.post(
    '/v1/notifications/:id/read',
    {
      schema: {
        summary: 'A message has been read',
        tags: ['notifications'],
        params: IdParams,
        response: { 204: Type.Null(), ...problems(MessageNotFound) },
      },
    },
    async (request, reply) => {
      const recipients = recipientsOf(requireUser(request.actor));
      const marked = await markRead(database.query, recipients, request.params.id);
      if (!marked) throw MessageNotFound();
      return reply.code(204).send(null);
    },
  );
}
