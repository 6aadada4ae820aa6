import {
  AssertionBody,
  PasskeyRequest,
  ReauthenticateBody,
  ReturnBody,
  Visit,
  VisitBody,
} from '@haat/contracts/http/factors.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import type { PasskeyDependencies } from '../check-passkey.ts';
import { BEGIN_VISIT_ERRORS, beginVisit, type VisitDependencies } from '../oidc/visit.ts';
import {
  askToReauthenticate,
  REAUTHENTICATE_ERRORS,
  REAUTHENTICATE_WITH_PASSKEY_ERRORS,
  reauthenticate,
  reauthenticateWithPasskey,
} from './reauthenticate.ts';
import {
  REAUTHENTICATE_WITH_PROVIDER_ERRORS,
  reauthenticateWithProvider,
} from './reauthenticate-with-provider.ts';

export function reauthenticateRoutes(
  app: HttpApp,
  dependencies: PasskeyDependencies & VisitDependencies,
): void {
  const { visitCookie } = dependencies;
  const tags = ['auth'];
  app.post(
    '/v1/auth/reauthenticate',
    {
      schema: {
        summary: 'Prove again who asks, by the password: for what a stolen session must not do',
        tags,
        body: ReauthenticateBody,
        response: { 204: Type.Null(), ...problems(...REAUTHENTICATE_ERRORS) },
      },
    },
    async (request, reply) => {
      await reauthenticate(dependencies.database, requireUser(request.actor), request.body.password);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/auth/reauthenticate/passkey/options',
    {
      schema: {
        summary: 'What a browser needs to ask for a passkey of the account',
        tags,
        response: { 200: PasskeyRequest },
      },
    },
    async (request) => askToReauthenticate(dependencies, requireUser(request.actor)),
  );
  app.post(
    '/v1/auth/reauthenticate/passkey',
    {
      schema: {
        summary: 'Prove again who asks, by a passkey',
        tags,
        body: AssertionBody,
        response: { 204: Type.Null(), ...problems(...REAUTHENTICATE_WITH_PASSKEY_ERRORS) },
      },
    },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      const { credential } = request.body;
      await reauthenticateWithPasskey(dependencies, actor, credential, accountSource(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/auth/reauthenticate/provider/visit',
    {
      schema: {
        summary: 'Set out to a linked provider to prove again who asks',
        tags,
        body: VisitBody,
        response: { 201: Visit, ...problems(...BEGIN_VISIT_ERRORS) },
      },
    },
    async (request, reply) => {
      const { sessionId } = requireUser(request.actor);
      const reason = { purpose: 'reauthentication', sessionId } as const;
      const { url, secret } = await beginVisit(dependencies, request.body.provider, reason);
      visitCookie.write(reply, secret);
      return reply.code(201).send({ url });
    },
  );
  app.post(
    '/v1/auth/reauthenticate/provider',
    {
      schema: {
        summary: 'Prove again who asks, by what the provider sent the browser back with',
        tags,
        body: ReturnBody,
        response: { 204: Type.Null(), ...problems(...REAUTHENTICATE_WITH_PROVIDER_ERRORS) },
      },
    },
    async (request, reply) => {
      const back = { ...request.body, secret: visitCookie.read(request) };
      visitCookie.clear(reply);
      await reauthenticateWithProvider(dependencies, requireUser(request.actor), back);
      return reply.code(204).send(null);
    },
  );
}
