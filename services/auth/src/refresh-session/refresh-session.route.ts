import { RefreshBody, Session } from '@haat/contracts/http/auth.ts';
import { nullable } from '@haat/contracts/http/primitives.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { accountSource } from '../account-source.ts';
import { SessionEnded } from '../domain/account.errors.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { REFRESH_ERRORS, refreshSession, type StaffMfa } from './refresh-session.ts';

export function refreshSessionRoute(
  app: HttpApp,
  dependencies: SessionDependencies & { readonly staffMfa: StaffMfa },
): void {
  app.post(
    '/v1/auth/refresh',
    {
      schema: {
        summary: 'Exchange the refresh cookie for a new access token and a new cookie',
        tags: ['auth'],
        // A refresh without a body is one for the store.
        body: nullable(RefreshBody),
        response: { 200: Session, ...problems(...REFRESH_ERRORS) },
      },
    },
    async (request, reply) => {
      const audience = request.body?.audience ?? 'store';
      const token = dependencies.cookie.read(request);
      const session = await refreshSession(dependencies, token, audience, accountSource(request));
      if (!session) {
        dependencies.cookie.clear(reply);
        throw SessionEnded();
      }
      return openSession(dependencies, reply, session, audience);
    },
  );
}
