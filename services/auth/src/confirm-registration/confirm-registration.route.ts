import { CodeBody, Session } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { sessionSource } from '../account-source.ts';
import { openSession } from '../open-session.ts';
import { CONFIRM_REGISTRATION_ERRORS, confirmRegistration } from './confirm-registration.ts';

export function confirmRegistrationRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/register/confirm',
    {
      schema: {
        summary: 'Create the account by the code of the mail, and log in',
        tags: ['auth'],
        body: CodeBody,
        response: { 201: Session, ...problems(...CONFIRM_REGISTRATION_ERRORS) },
      },
    },
    async (request, reply) => {
      const secret = dependencies.registrationCookie.read(request);
      const { code } = request.body;
      const session = await confirmRegistration(
        dependencies,
        secret,
        code,
        sessionSource(request, dependencies.devices),
      );
      dependencies.registrationCookie.clear(reply);
      return reply.code(201).send(await openSession(dependencies, reply, session));
    },
  );
}
