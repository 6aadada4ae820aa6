import { Inbox, InboxQuery } from '@haat/contracts/http/notification.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { NotificationTables } from '../db/tables.ts';
import { recipientsOf } from '../domain/recipients.ts';

export function listInboxRoute(app: HttpApp, { database }: { database: Database<NotificationTables> }): void {
  app.get(
    '/v1/notifications',
    {
      schema: {
        summary: "The caller's messages and those of the caller's store, newest first",
        tags: ['notifications'],
        querystring: InboxQuery,
        response: { 200: Inbox, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const recipients = recipientsOf(requireUser(request.actor));
      const { limit = 20, cursor } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const [rows, unread] = await Promise.all([
        database.query
          .selectFrom('inbox_messages')
          .select(['id', 'title', 'body', 'link', 'created_at', 'read_at'])
          .where('recipient', 'in', recipients)
          .$if(after !== undefined, (select) => select.where('id', '<', String(after)))
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute(),
        database.query
          .selectFrom('inbox_messages')
          .select((where) => where.fn.countAll<number>().as('count'))
          .where('recipient', 'in', recipients)
          .where('read_at', 'is', null)
          .executeTakeFirstOrThrow(),
      ]);
      const page = toPage(rows, limit, (row) => [row.id]);
      return {
        items: page.rows.map((row) => ({
          id: row.id,
          title: row.title,
          body: row.body,
          link: row.link,
          createdAt: row.created_at.toISOString(),
          readAt: row.read_at?.toISOString() ?? null,
        })),
        unread: Number(unread.count),
        nextCursor: page.nextCursor,
      };
    },
  );
}
