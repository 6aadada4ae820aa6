import { RefreshBody, Session } from '@haat/contracts/http/auth.ts';
import { nullable } from '@haat/contracts/http/primitives.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { AudienceRefused, SessionEnded } from '../domain/account.errors.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { refreshSession } from './refresh-session.ts';

export function refreshSessionRoute(app: HttpApp, dependencies: SessionDependencies): void {
  app.post(
    '/v1/auth/refresh',
    {
      schema: {
        summary: 'Exchange the refresh cookie for a new access token and a new cookie',
        tags: ['auth'],
        // A refresh without a body is one for the store.
        body: nullable(RefreshBody),
        response: { 200: Session, ...problems(SessionEnded, AudienceRefused) },
      },
    },
    async (request, reply) => {
      const audience = request.body?.audience ?? 'store';
      const token = dependencies.cookie.read(request);
      const outcome = await refreshSession(dependencies, token, audience);
      if (!outcome) {
        dependencies.cookie.clear(reply);
        throw SessionEnded();
      }
      const { user, familyId } = outcome;
      return openSession(dependencies, reply, user, { familyId, audience });
    },
  );
}
