import { LinkBody } from '@haat/contracts/http/auth.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { accountSource } from '../account-source.ts';
import { CONFIRM_EMAIL_CHANGE_ERRORS, confirmEmailChange } from './confirm-email-change.ts';

export function confirmEmailChangeRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/email-change/confirm',
    {
      schema: {
        summary: 'Make another address that of the account, by the link that was sent to it',
        tags: ['auth'],
        body: LinkBody,
        response: { 204: Type.Null(), ...problems(...CONFIRM_EMAIL_CHANGE_ERRORS) },
      },
    },
    async (request, reply) => {
      await confirmEmailChange(dependencies, request.body.token, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}
