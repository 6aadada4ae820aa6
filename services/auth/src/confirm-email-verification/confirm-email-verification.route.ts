import { CodeBody, LinkBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { LinkInvalid, WrongCode } from '../domain/account.errors.ts';
import { verifyEmailByCode, verifyEmailByLink } from './confirm-email-verification.ts';

export function confirmEmailVerificationRoutes(app: HttpApp, dependencies: AccountDependencies): void {
  app.post(
    '/v1/auth/email-verification/code',
    {
      schema: {
        summary: 'Prove the address of the account by the code of the mail',
        tags: ['auth'],
        body: CodeBody,
        response: { 204: Type.Null(), ...problems(WrongCode) },
      },
    },
    async (request, reply) => {
      await verifyEmailByCode(dependencies, requireUser(request.actor).userId, request.body.code);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/auth/email-verification/link',
    {
      schema: {
        summary: 'Prove the address of an account by the link of the mail',
        tags: ['auth'],
        body: LinkBody,
        response: { 204: Type.Null(), ...problems(LinkInvalid) },
      },
    },
    async (request, reply) => {
      await verifyEmailByLink(dependencies, request.body.token);
      return reply.code(204).send(null);
    },
  );
}
