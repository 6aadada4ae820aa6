import { EraseAccountBody } from '@haat/contracts/http/personal-data.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { UpstreamUnavailable } from '@haat/platform/errors/domain-error.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { SessionCookie } from '../session-cookie.ts';
import { ERASE_ERRORS, type EraseDependencies, eraseAccount } from './erase-account.ts';

export function eraseAccountRoute(
  app: HttpApp,
  { cookie, ...dependencies }: EraseDependencies & { readonly cookie: SessionCookie },
): void {
  app.post(
    '/v1/account/erasure',
    {
      schema: {
        summary: 'End the account for good and forget who it was',
        tags: ['account'],
        body: EraseAccountBody,
        response: { 204: Type.Null(), ...problems(...ERASE_ERRORS, UpstreamUnavailable) },
      },
    },
    async (request, reply) => {
      await eraseAccount(dependencies, requireUser(request.actor), request.body.password);
      cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}
