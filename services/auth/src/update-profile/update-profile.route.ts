import { ProfileBody, User } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { updateProfile } from '../db/user-repository.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import type { SessionDependencies } from '../open-session.ts';

export function updateProfileRoute(app: HttpApp, { database }: Pick<SessionDependencies, 'database'>): void {
  app.patch(
    '/v1/auth/me',
    {
      schema: {
        summary: 'Change the name, or how dates and numbers are written',
        tags: ['auth'],
        body: ProfileBody,
        response: { 200: User, ...problems(SessionEnded) },
      },
    },
    async (request) => {
      const { name, ...rest } = request.body;
      const changes = { ...rest, ...(name === undefined ? {} : { name: name.trim() }) };
      const user = await updateProfile(database.query, requireUser(request.actor).userId, changes);
      if (!user) throw SessionEnded();
      return user;
    },
  );
}
