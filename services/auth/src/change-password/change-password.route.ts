import { ChangePasswordBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountSource } from '../account-source.ts';
import { CHANGE_PASSWORD_ERRORS, changePassword } from './change-password.ts';

export function changePasswordRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/password',
    {
      schema: {
        summary: 'Change the password; every other session of the account ends',
        tags: ['auth'],
        body: ChangePasswordBody,
        response: { 204: Type.Null(), ...problems(...CHANGE_PASSWORD_ERRORS) },
      },
    },
    async (request, reply) => {
      await changePassword(dependencies, requireUser(request.actor), request.body, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}
