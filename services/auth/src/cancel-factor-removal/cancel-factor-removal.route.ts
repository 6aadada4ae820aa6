import { LinkBody } from '@haat/contracts/http/auth.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import type { SessionDependencies } from '../open-session.ts';
import {
  CANCEL_BY_LINK_ERRORS,
  CANCEL_OWN_REMOVAL_ERRORS,
  cancelFactorRemoval,
  cancelFactorRemovalByLink,
} from './cancel-factor-removal.ts';

export function cancelFactorRemovalRoutes(
  app: HttpApp,
  dependencies: Pick<SessionDependencies, 'database' | 'mails'>,
): void {
  const tags = ['auth'];
  app.delete(
    '/v1/auth/factor-removal',
    {
      schema: {
        summary: 'Keep the second factors that our support was about to remove',
        tags,
        response: { 204: Type.Null(), ...problems(...CANCEL_OWN_REMOVAL_ERRORS) },
      },
    },
    async (request, reply) => {
      await cancelFactorRemoval(dependencies, requireUser(request.actor), accountSource(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/auth/factor-removal/cancel',
    {
      schema: {
        summary: 'The same, by the link of the mail that told of it',
        tags,
        body: LinkBody,
        response: { 204: Type.Null(), ...problems(...CANCEL_BY_LINK_ERRORS) },
      },
    },
    async (request, reply) => {
      await cancelFactorRemovalByLink(dependencies, request.body.token, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}
