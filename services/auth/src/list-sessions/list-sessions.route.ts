import { LiveSessions } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { listSessions } from '../db/session-repository.ts';
import type { SessionDependencies } from '../open-session.ts';

export function listSessionsRoute(app: HttpApp, { database }: Pick<SessionDependencies, 'database'>): void {
  app.get(
    '/v1/auth/sessions',
    {
      schema: {
        summary: 'Where the account is logged in',
        tags: ['auth'],
        response: { 200: LiveSessions },
      },
    },
    async (request) => {
      const { userId, sessionId } = requireUser(request.actor);
      return { items: await listSessions(database.query, userId, sessionId) };
    },
  );
}
