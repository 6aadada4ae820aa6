import { RegistrationStarted, Session } from '@haat/contracts/http/auth.ts';
import { LogInChallenge, ProviderList, ReturnBody, Visit, VisitBody } from '@haat/contracts/http/factors.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AccountDependencies } from '../account-dependencies.ts';
import { sessionSource } from '../account-source.ts';
import { answerLogIn } from '../answer-log-in.ts';
import { BEGIN_VISIT_ERRORS, beginVisit, type VisitDependencies } from '../oidc/visit.ts';
import { LOG_IN_WITH_PROVIDER_ERRORS, logInWithProvider } from './log-in-with-provider.ts';

export function logInWithProviderRoutes(
  app: HttpApp,
  dependencies: AccountDependencies & VisitDependencies,
): void {
  const { providers, registrationCookie, visitCookie } = dependencies;
  const tags = ['auth'];
  app.get(
    '/v1/auth/providers',
    {
      schema: {
        summary: 'Providers by whose accounts one can log in (OpenID Connect)',
        tags,
        response: { 200: ProviderList },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300');
      return { providers: [...providers.list] };
    },
  );
  app.post(
    '/v1/auth/login/provider/visit',
    {
      schema: {
        summary: 'Set out to a provider; the browser keeps a cookie until it is back',
        tags,
        body: VisitBody,
        response: { 201: Visit, ...problems(...BEGIN_VISIT_ERRORS) },
      },
    },
    async (request, reply) => {
      const reason = { purpose: 'log-in', sessionId: null } as const;
      const { url, secret } = await beginVisit(dependencies, request.body.provider, reason);
      visitCookie.write(reply, secret);
      return reply.code(201).send({ url });
    },
  );
  app.post(
    '/v1/auth/login/provider',
    {
      schema: {
        summary: 'Log in by what the provider sent the browser back with',
        tags,
        body: ReturnBody,
        response: {
          200: Session,
          202: Type.Union([LogInChallenge, RegistrationStarted]),
          ...problems(...LOG_IN_WITH_PROVIDER_ERRORS),
        },
      },
    },
    async (request, reply) => {
      const back = { ...request.body, secret: visitCookie.read(request) };
      visitCookie.clear(reply);
      const outcome = await logInWithProvider(
        dependencies,
        back,
        sessionSource(request, dependencies.devices),
      );
      if (outcome.kind !== 'registration') return answerLogIn(dependencies, reply, outcome);
      registrationCookie.write(reply, outcome.browserSecret);
      const { email, expiresAt } = outcome.registration;
      return reply.code(202).send({ email, expiresAt: expiresAt.toISOString() });
    },
  );
}
