import { Session } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { refreshSession } from './refresh-session.ts';

export function refreshSessionRoute(app: HttpApp, dependencies: SessionDependencies): void {
  app.post(
    '/v1/auth/refresh',
    {
      schema: {
        summary: 'Exchange the refresh cookie for a new access token and a new cookie',
        tags: ['auth'],
        response: { 200: Session, ...problems(SessionEnded) },
      },
    },
    async (request, reply) => {
      const outcome = await refreshSession(dependencies.database, dependencies.cookie.read(request));
      if (!outcome) {
        dependencies.cookie.clear(reply);
        throw SessionEnded();
      }
      return openSession(dependencies, reply, outcome.user, outcome.familyId);
    },
  );
}
