import { RegisterBody, Session } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { REGISTER_ERRORS, register } from './register.ts';

export function registerRoute(app: HttpApp, dependencies: SessionDependencies): void {
  app.post(
    '/v1/auth/register',
    {
      schema: {
        summary: 'Create an account and log in',
        tags: ['auth'],
        body: RegisterBody,
        response: { 201: Session, ...problems(...REGISTER_ERRORS) },
      },
    },
    async (request, reply) => {
      const user = await register(dependencies.database, request.body);
      return reply.code(201).send(await openSession(dependencies, reply, user));
    },
  );
}
