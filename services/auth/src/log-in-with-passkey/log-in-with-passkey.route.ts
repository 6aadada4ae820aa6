import { Session } from '@haat/contracts/http/auth.ts';
import { PasskeyLogInBody, PasskeyRequest } from '@haat/contracts/http/factors.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { sessionSource } from '../account-source.ts';
import type { PasskeyDependencies } from '../check-passkey.ts';
import { insertPasskeyChallenge } from '../db/passkey-repository.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import { LOG_IN_WITH_PASSKEY_ERRORS, logInWithPasskey } from './log-in-with-passkey.ts';

export function logInWithPasskeyRoutes(
  app: HttpApp,
  dependencies: SessionDependencies & PasskeyDependencies,
): void {
  const { database, relyingParty } = dependencies;
  app.post(
    '/v1/auth/login/passkey/options',
    {
      schema: {
        summary: 'What a browser needs to ask for a passkey; whose, the passkey will say',
        tags: ['auth'],
        response: { 200: PasskeyRequest },
      },
    },
    async () => relyingParty.request(await insertPasskeyChallenge(database.query, 'log-in', null), []),
  );
  app.post(
    '/v1/auth/login/passkey',
    {
      schema: {
        summary: 'Log in with a passkey',
        tags: ['auth'],
        body: PasskeyLogInBody,
        response: { 200: Session, ...problems(...LOG_IN_WITH_PASSKEY_ERRORS) },
      },
    },
    async (request, reply) =>
      openSession(
        dependencies,
        reply,
        await logInWithPasskey(dependencies, request.body, sessionSource(request, dependencies.devices)),
      ),
  );
}
