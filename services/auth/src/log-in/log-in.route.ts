import { LoginBody, Session } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { LOG_IN_ERRORS, logIn } from './log-in.ts';

export function logInRoute(app: HttpApp, dependencies: SessionDependencies): void {
  app.post(
    '/v1/auth/login',
    {
      schema: {
        summary: 'Log in with address and password',
        tags: ['auth'],
        body: LoginBody,
        response: { 200: Session, ...problems(...LOG_IN_ERRORS) },
      },
    },
    async (request, reply) => {
      const knownDevice = (userId: string | undefined) => dependencies.devices.find(request, userId);
      const user = await logIn(dependencies, request.body, knownDevice);
      return openSession(dependencies, reply, user);
    },
  );
}
