import { RegistrationStarted } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { RESEND_REGISTRATION_ERRORS, resendRegistration } from './resend-registration.ts';

export function resendRegistrationRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/register/resend',
    {
      schema: {
        summary: 'Have the mail of the registration sent again',
        tags: ['auth'],
        response: { 202: RegistrationStarted, ...problems(...RESEND_REGISTRATION_ERRORS) },
      },
    },
    async (request, reply) => {
      const secret = dependencies.registrationCookie.read(request);
      const { email, expiresAt } = await resendRegistration(dependencies, secret);
      return reply.code(202).send({ email, expiresAt: expiresAt.toISOString() });
    },
  );
}
