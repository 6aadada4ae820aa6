import { AccountEventPage, AccountEventQuery } from '@haat/contracts/http/factors.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { readCursor, toPage } from '@haat/platform/db/cursor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { InvalidCursor } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { listAccountEvents } from '../db/account-event-repository.ts';
import type { AuthTables } from '../db/tables.ts';

const INITIAL_LIMIT = 10;

export function listAccountEventsRoute(
  app: HttpApp,
  { database }: { readonly database: Database<AuthTables> },
): void {
  app.get(
    '/v1/auth/account-events',
    {
      schema: {
        summary: 'What happened to the account and its ways in, newest first',
        tags: ['auth'],
        querystring: AccountEventQuery,
        response: { 200: AccountEventPage, ...problems(InvalidCursor) },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      const { limit = INITIAL_LIMIT, cursor } = request.query;
      const [after] = cursor ? readCursor(cursor, ['uuid']) : [];
      const rows = await listAccountEvents(database.query, actor, {
        limit: limit + 1,
        after: after as string | undefined,
      });
      const page = toPage(rows, limit, (row) => [row.id]);
      return {
        items: page.rows.map(({ id, kind, detail, at, device, network, session_id }) => ({
          id,
          kind,
          detail,
          at: at.toISOString(),
          device,
          network,
          isThisSession: session_id === actor.sessionId,
        })),
        nextCursor: page.nextCursor,
      };
    },
  );
}
