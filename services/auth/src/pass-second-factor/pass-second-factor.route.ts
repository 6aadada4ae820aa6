import { Session } from '@haat/contracts/http/auth.ts';
import {
  ChallengeBody,
  PasskeyFactorBody,
  PasskeyRequest,
  SecondFactorBody,
} from '@haat/contracts/http/factors.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { sessionSource } from '../account-source.ts';
import type { PasskeyDependencies } from '../check-passkey.ts';
import { ChallengeOver } from '../domain/factor.errors.ts';
import { openSession, type SessionDependencies } from '../open-session.ts';
import type { Seal } from '../seal.ts';
import { PASS_SECOND_FACTOR_ERRORS, passSecondFactor } from './pass-second-factor.ts';
import {
  askForSecondFactor,
  PASSKEY_FACTOR_ERRORS,
  passSecondFactorWithPasskey,
} from './pass-second-factor-with-passkey.ts';

export function passSecondFactorRoutes(
  app: HttpApp,
  dependencies: SessionDependencies & PasskeyDependencies & { readonly seal: Seal },
): void {
  const tags = ['auth'];
  app.post(
    '/v1/auth/login/second-factor',
    {
      schema: {
        summary: 'Second step of a log-in, by the code of an app or a recovery code',
        tags,
        body: SecondFactorBody,
        response: { 200: Session, ...problems(...PASS_SECOND_FACTOR_ERRORS) },
      },
    },
    async (request, reply) =>
      openSession(
        dependencies,
        reply,
        await passSecondFactor(dependencies, request.body, sessionSource(request, dependencies.devices)),
      ),
  );
  app.post(
    '/v1/auth/login/second-factor/passkey/options',
    {
      schema: {
        summary: 'What a browser needs to ask for a passkey of the account',
        tags,
        body: ChallengeBody,
        response: { 200: PasskeyRequest, ...problems(ChallengeOver) },
      },
    },
    async (request) => askForSecondFactor(dependencies, request.body.challenge),
  );
  app.post(
    '/v1/auth/login/second-factor/passkey',
    {
      schema: {
        summary: 'Second step of a log-in, by a passkey',
        tags,
        body: PasskeyFactorBody,
        response: { 200: Session, ...problems(...PASSKEY_FACTOR_ERRORS) },
      },
    },
    async (request, reply) =>
      openSession(
        dependencies,
        reply,
        await passSecondFactorWithPasskey(
          dependencies,
          request.body,
          sessionSource(request, dependencies.devices),
        ),
      ),
  );
}
