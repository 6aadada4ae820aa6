import { LoginBody, Session } from '@haat/contracts/http/auth.ts';
import { LogInChallenge } from '@haat/contracts/http/factors.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { sessionSource } from '../account-source.ts';
import { answerLogIn } from '../answer-log-in.ts';
import type { SessionDependencies } from '../open-session.ts';
import { LOG_IN_ERRORS, logIn } from './log-in.ts';

export function logInRoute(app: HttpApp, dependencies: SessionDependencies): void {
  app.post(
    '/v1/auth/login',
    {
      schema: {
        summary: 'Log in with address and password',
        tags: ['auth'],
        body: LoginBody,
        response: { 200: Session, 202: LogInChallenge, ...problems(...LOG_IN_ERRORS) },
      },
    },
    async (request, reply) => {
      const source = sessionSource(request, dependencies.devices);
      return answerLogIn(dependencies, reply, await logIn(dependencies, request.body, source));
    },
  );
}
