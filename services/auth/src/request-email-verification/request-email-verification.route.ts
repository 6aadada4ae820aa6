import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { REQUEST_EMAIL_VERIFICATION_ERRORS, requestEmailVerification } from './request-email-verification.ts';

export function requestEmailVerificationRoute(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/email-verification',
    {
      schema: {
        summary: 'Have a mail sent by which the address of the account is proven',
        tags: ['auth'],
        response: { 204: Type.Null(), ...problems(...REQUEST_EMAIL_VERIFICATION_ERRORS) },
      },
    },
    async (request, reply) => {
      await requestEmailVerification(dependencies, requireUser(request.actor).userId);
      return reply.code(204).send(null);
    },
  );
}
