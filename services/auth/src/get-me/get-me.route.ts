import { User } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { findUserById } from '../db/user-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import type { SessionDependencies } from '../open-session.ts';

export function getMeRoute(app: HttpApp, { database }: Pick<SessionDependencies, 'database'>): void {
  app.get(
    '/v1/auth/me',
    {
      schema: {
        summary: 'The account that is logged in',
        tags: ['auth'],
        response: { 200: User, ...problems(SessionEnded) },
      },
    },
    async (request) => {
      const user = await findUserById(database.query, requireUser(request.actor).userId);
      if (!user) throw SessionEnded();
      return user;
    },
  );
}
