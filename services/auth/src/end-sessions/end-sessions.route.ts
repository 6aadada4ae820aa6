import { EndSessionsBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { endAllSessions, endOtherSessions } from '../db/session-repository.ts';
import type { SessionDependencies } from '../open-session.ts';

export function endSessionsRoute(
  app: HttpApp,
  { database, cookie }: Pick<SessionDependencies, 'database' | 'cookie'>,
): void {
  app.post(
    '/v1/auth/sessions/end',
    {
      schema: {
        summary: 'Log out on every other device, or on this one, too',
        tags: ['auth'],
        body: EndSessionsBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = requireUser(request.actor);
      const all = request.body.which === 'all';
      await database.transaction((unit) =>
        all ? endAllSessions(unit.query, userId) : endOtherSessions(unit.query, userId, sessionId),
      );
      if (all) cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}
