import { Identity, ReturnBody, Visit, VisitBody } from '@haat/contracts/http/factors.ts';
import { IdParams } from '@haat/contracts/http/primitives.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import type { IdentityRow } from '../db/identity-repository.ts';
import type { Providers } from '../oidc/providers.ts';
import type { VisitDependencies } from '../oidc/visit.ts';
import type { SessionDependencies } from '../open-session.ts';
import {
  BEGIN_LINK_ERRORS,
  beginLink,
  finishLink,
  LINK_ERRORS,
  UNLINK_ERRORS,
  unlinkIdentity,
} from './link-identity.ts';

export function identityRoutes(
  app: HttpApp,
  dependencies: VisitDependencies & Pick<SessionDependencies, 'mails'>,
): void {
  const { providers, visitCookie } = dependencies;
  const tags = ['auth'];
  app.post(
    '/v1/auth/identities/visit',
    {
      schema: {
        summary: 'Set out to a provider to link an account there',
        tags,
        body: VisitBody,
        response: { 201: Visit, ...problems(...BEGIN_LINK_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      const { url, secret } = await beginLink(dependencies, actor, request.body.provider);
      visitCookie.write(reply, secret);
      return reply.code(201).send({ url });
    },
  );
  app.post(
    '/v1/auth/identities',
    {
      schema: {
        summary: 'Link by what the provider sent the browser back with',
        tags,
        body: ReturnBody,
        response: { 201: Identity, ...problems(...LINK_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      const back = { ...request.body, secret: visitCookie.read(request) };
      visitCookie.clear(reply);
      const identity = await finishLink(dependencies, actor, back, accountSource(request));
      return reply.code(201).send(toIdentity(identity, providers));
    },
  );
  app.delete(
    '/v1/auth/identities/:id',
    {
      schema: {
        summary: 'Unlink an account at a provider',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(...UNLINK_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      await unlinkIdentity(dependencies, actor, request.params.id, accountSource(request));
      return reply.code(204).send(null);
    },
  );
}

export const toIdentity = (row: IdentityRow, providers: Providers): Identity => ({
  id: row.id,
  provider: providers.find(row.provider),
  email: row.email,
  linkedAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
