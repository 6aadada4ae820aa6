import { EndSessionsBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
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
      await database.transaction(async (unit) => {
        if (all) await endAllSessions(unit.query, userId);
        else await endOtherSessions(unit.query, userId, sessionId);
        await recordAccountEvent(unit, userId, 'sessions-ended', accountSource(request));
      });
      if (all) cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}
