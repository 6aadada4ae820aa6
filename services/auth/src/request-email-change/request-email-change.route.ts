import { ChangeEmailBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { REQUEST_EMAIL_CHANGE_ERRORS, requestEmailChange } from './request-email-change.ts';

export function requestEmailChangeRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/email-change',
    {
      schema: {
        summary: 'Have a link sent to another address; following it makes that the address of the account',
        tags: ['auth'],
        body: ChangeEmailBody,
        response: { 204: Type.Null(), ...problems(...REQUEST_EMAIL_CHANGE_ERRORS) },
      },
    },
    async (request, reply) => {
      await requestEmailChange(dependencies, requireUser(request.actor), request.body);
      return reply.code(204).send(null);
    },
  );
}
