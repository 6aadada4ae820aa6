import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { endSessionOfToken } from '../db/refresh-token-repository.ts';
import type { SessionDependencies } from '../open-session.ts';

export function logOutRoute(app: HttpApp, { database, cookie }: SessionDependencies): void {
  app.post(
    '/v1/auth/logout',
    { schema: { summary: 'End this session', tags: ['auth'], response: { 204: Type.Null() } } },
    async (request, reply) => {
      const token = cookie.read(request);
      if (token) await database.transaction((unit) => endSessionOfToken(unit.query, token));
      cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}
