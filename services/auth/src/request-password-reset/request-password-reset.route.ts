import { EmailBody } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { requestPasswordReset } from './request-password-reset.ts';

export function requestPasswordResetRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/password-reset',
    {
      schema: {
        summary: 'Have a mail sent by which the password can be set anew',
        description: 'The same answer whether or not there is an account with the address',
        tags: ['auth'],
        body: EmailBody,
        response: { 204: Type.Null(), ...problems() },
      },
    },
    async (request, reply) => {
      await requestPasswordReset(dependencies, request.body.email);
      return reply.code(204).send(null);
    },
  );
}
