import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import { recordAccountEvent } from '../db/account-event-repository.ts';
import { endSession } from '../db/session-repository.ts';
import { SessionNotFound } from '../domain/account.errors.ts';
import type { SessionDependencies } from '../open-session.ts';

export function endSessionRoute(app: HttpApp, { database }: Pick<SessionDependencies, 'database'>): void {
  app.delete(
    '/v1/auth/sessions/:id',
    {
      schema: {
        summary: 'Log out on one device',
        tags: ['auth'],
        params: IdParams,
        response: { 204: Type.Null(), ...problems(SessionNotFound) },
      },
    },
    async (request, reply) => {
      const { userId } = requireUser(request.actor);
      const ended = await database.transaction(async (unit) => {
        const place = await endSession(unit.query, userId, request.params.id);
        if (place)
          await recordAccountEvent(unit, userId, 'session-ended', accountSource(request), place.device);
        return place !== undefined;
      });
      if (!ended) throw SessionNotFound();
      return reply.code(204).send(null);
    },
  );
}
