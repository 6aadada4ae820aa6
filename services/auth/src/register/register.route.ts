import { RegisterBody, RegistrationStarted } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { AccountDependencies } from '../account-dependencies.ts';
import { REGISTER_ERRORS, register } from './register.ts';

export function registerRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/register',
    {
      schema: {
        summary: 'Begin an account: its address is to be proven by the mail that comes',
        tags: ['auth'],
        body: RegisterBody,
        response: { 202: RegistrationStarted, ...problems(...REGISTER_ERRORS) },
      },
    },
    async (request, reply) => {
      const { registration, browserSecret } = await register(dependencies, request.body);
      dependencies.registrationCookie.write(reply, browserSecret);
      const { email, expiresAt } = registration;
      return reply.code(202).send({ email, expiresAt: expiresAt.toISOString() });
    },
  );
}
