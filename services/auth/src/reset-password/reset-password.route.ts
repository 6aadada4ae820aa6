import { ResetPasswordBody } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountSource } from '../account-source.ts';
import { RESET_PASSWORD_ERRORS, resetPassword } from './reset-password.ts';

export function resetPasswordRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/password-reset/confirm',
    {
      schema: {
        summary: 'Set a new password by the link of the mail; every session of the account ends',
        tags: ['auth'],
        body: ResetPasswordBody,
        response: { 204: Type.Null(), ...problems(...RESET_PASSWORD_ERRORS) },
      },
    },
    async (request, reply) => {
      await resetPassword(dependencies, request.body, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}
