import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { defineError } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { sql } from 'kysely';
import { Type } from 'typebox';
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
      const marked = await database.query
        .updateTable('inbox_messages')
        .set({ read_at: sql<Date>`coalesce(read_at, now())` })
        .where('id', '=', request.params.id)
        .where('recipient', 'in', recipientsOf(requireUser(request.actor)))
        .returning('id')
        .executeTakeFirst();
      if (!marked) throw MessageNotFound();
      return reply.code(204).send(null);
    },
  );
}
