import { RegistrationLinkBody, Session } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { sessionSource } from '../account-source.ts';
import { openSession } from '../open-session.ts';
import { FOLLOW_REGISTRATION_LINK_ERRORS, followRegistrationLink } from './follow-registration-link.ts';

export function followRegistrationLinkRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/register/link',
    {
      schema: {
        summary: 'Create the account by the link of the mail, and log in',
        description: 'In another browser than the one that registered, the password is asked for',
        tags: ['auth'],
        body: RegistrationLinkBody,
        response: { 201: Session, ...problems(...FOLLOW_REGISTRATION_LINK_ERRORS) },
      },
    },
    async (request, reply) => {
      const secret = dependencies.registrationCookie.read(request);
      const source = sessionSource(request, dependencies.devices);
      const session = await followRegistrationLink(dependencies, secret, request.body, source);
      dependencies.registrationCookie.clear(reply);
      return reply.code(201).send(await openSession(dependencies, reply, session));
    },
  );
}
