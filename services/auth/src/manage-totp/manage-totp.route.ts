import {
  ConfirmTotpBody,
  DisableTotpBody,
  RecoveryCodes,
  TotpEnrolment,
} from '@haat/contracts/http/factors.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import { accountSource } from '../account-source.ts';
import {
  BEGIN_TOTP_ERRORS,
  beginTotp,
  CONFIRM_TOTP_ERRORS,
  confirmTotp,
  DISABLE_TOTP_ERRORS,
  disableTotp,
  RENEW_CODES_ERRORS,
  renewRecoveryCodes,
  type TotpDependencies,
} from './manage-totp.ts';

export function totpRoutes(app: HttpApp, dependencies: TotpDependencies): void {
  const tags = ['auth'];
  app.post(
    '/v1/auth/totp',
    {
      schema: {
        summary: 'A secret for an authenticator app, to be confirmed by a code',
        tags,
        response: { 201: TotpEnrolment, ...problems(...BEGIN_TOTP_ERRORS) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return reply.code(201).send(await beginTotp(dependencies, requireUser(request.actor)));
    },
  );
  app.post(
    '/v1/auth/totp/confirm',
    {
      schema: {
        summary: 'Turn two-step log-in on, by a code of the app; ends the other sessions',
        tags,
        body: ConfirmTotpBody,
        response: { 200: RecoveryCodes, ...problems(...CONFIRM_TOTP_ERRORS) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const actor = requireUser(request.actor);
      const { code } = request.body;
      return { recoveryCodes: await confirmTotp(dependencies, actor, code, accountSource(request)) };
    },
  );
  app.post(
    '/v1/auth/totp/disable',
    {
      schema: {
        summary: 'Turn two-step log-in off, by password and code',
        tags,
        body: DisableTotpBody,
        response: { 204: Type.Null(), ...problems(...DISABLE_TOTP_ERRORS) },
      },
    },
    async (request, reply) => {
      await disableTotp(dependencies, requireUser(request.actor), request.body, accountSource(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/v1/auth/recovery-codes',
    {
      schema: {
        summary: 'New recovery codes in place of all before',
        tags,
        response: { 201: RecoveryCodes, ...problems(...RENEW_CODES_ERRORS) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const actor = requireUser(request.actor);
      const recoveryCodes = await renewRecoveryCodes(dependencies, actor, accountSource(request));
      return reply.code(201).send({ recoveryCodes });
    },
  );
}
